import Files
import Glibc

extension UserFolders {
  /// Those of the user who runs the program.
  static var own: UserFolders { UserFolders(user: getuid(), environment: Environment.value) }

  /// What is remembered about the labs.
  var labs: OwnFolder { state["labs"] }
  /// What the text UI records.
  var recordings: OwnFolder { state["recordings"] }
}
