import Files
import Live
import ShopRuntime
import Telemetry

extension SourceChoice {
  /// The choice of a user on this machine.
  ///
  /// - Parameter profiles: what pages of metrics and JSON mean.
  init(
    user: UInt32, profiles: ProfileShelf,
    environment: @escaping @Sendable (String) -> String?
  ) {
    @Sendable func folders(_ mesh: String) -> MeshFolders {
      MeshFolders(mesh: mesh, user: user, environment: environment)
    }
    self.init(
      SourceSettings(profiles: profiles) { folders($0).controlSocket },
      running: { () throws(FolderProblem) in
        try MeshFolders.names(user: user, environment: environment).filter { folders($0).isHeld }
      },
      check: { name throws(FolderProblem) in try folders(name).check() })
  }
}
