import Glibc
import ShopRuntime

/// Where the program keeps what it remembers from one run to the next, by the XDG conventions.
enum StateFolder {
  /// The path of a part of it.
  static func path(_ part: String) -> String {
    let home = Environment.value("HOME") ?? "/tmp/archadvisor-\(getuid())"
    let root = Environment.value("XDG_STATE_HOME") ?? "\(home)/.local/state"
    return "\(root)/archadvisor/\(part)"
  }

  /// The same, made when it was not there.
  static func made(_ part: String) throws(SystemError) -> String {
    let path = path(part)
    var made = path.hasPrefix("/") ? "" : "."
    for name in path.split(separator: "/") {
      made += "/\(name)"
      if mkdir(made, 0o700) != 0, errno != EEXIST {
        throw SystemError(code: errno, doing: "make the folder \(made)")
      }
    }
    return path
  }
}
