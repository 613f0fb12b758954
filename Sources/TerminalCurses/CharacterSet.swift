import CNcurses
import Glibc

/// Which characters the terminal's locale can show.
enum CharacterSet {
  /// Takes the user's locale for characters. Where that is not UTF-8 the one Debian always has takes
  /// its place, so that what is typed is read whole and a user may still ask for all characters.
  ///
  /// - Returns: Whether characters beyond ASCII are to be shown: a locale that somebody chose decides.
  ///   Where nobody chose any, as in a container, the terminal itself mostly shows UTF-8 well.
  static func prepare() -> Bool {
    setlocale(LC_CTYPE, "")
    if isUTF8 { return true }
    setlocale(LC_CTYPE, "C.UTF-8")
    return isUTF8 && !isChosen
  }

  /// Whether the environment names a locale for characters, by any of the variables that can.
  private static var isChosen: Bool {
    ["LC_ALL", "LC_CTYPE", "LANG"].contains { (name: String) in
      getenv(name).map { $0.pointee != 0 } ?? false
    }
  }

  private static var isUTF8: Bool {
    String(cString: nc_codeset()) == "UTF-8"
  }
}
