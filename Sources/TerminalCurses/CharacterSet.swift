import CNcurses
import Glibc

/// Which characters the terminal's locale can show.
enum CharacterSet {
  /// Takes the user's locale for characters, and where that is not UTF-8 the one Debian always has.
  ///
  /// A locale of `C` mostly means that nobody set one, as in a container, while the terminal itself
  /// shows UTF-8 well.
  /// - Returns: Whether characters beyond ASCII can be shown.
  static func prepare() -> Bool {
    setlocale(LC_CTYPE, "")
    if isUTF8 { return true }
    setlocale(LC_CTYPE, "C.UTF-8")
    return isUTF8
  }

  private static var isUTF8: Bool {
    String(cString: nc_codeset()) == "UTF-8"
  }
}
