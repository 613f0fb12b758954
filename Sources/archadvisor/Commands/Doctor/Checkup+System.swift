import Files
import Glibc
import Reports

/// The program itself, and the limits the system sets.
extension Checkup {
  static func program() -> [Finding] {
    var system = utsname()
    let machine = uname(&system) == 0 ? text(&system.sysname) + " " + text(&system.machine) : "?"
    return [Finding("program", .fine, "archadvisor \(Version.number) on \(machine)")]
  }

  /// A C string that stands in an array of a structure.
  private static func text<Field>(_ field: inout Field) -> String {
    withUnsafeBytes(of: &field) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  static func limits() -> [Finding] { [openFiles(), currentFolder()] }

  /// Below this many open files a mesh of some services has no room.
  private static let fewFiles = 256

  private static func openFiles() -> Finding {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return Finding("open files", .note, "the limit cannot be read")
    }
    let count = limit.rlim_cur >= rlim_t(Int.max) ? "no limit" : "at most \(limit.rlim_cur)"
    return limit.rlim_cur >= rlim_t(fewFiles)
      ? Finding("open files", .fine, count)
      : Finding("open files", .note, count, advice: "ulimit -n 1024 allows more")
  }

  private static func currentFolder() -> Finding {
    access(".", W_OK) == 0
      ? Finding("folder", .fine, "files can be written here")
      : Finding(
        "folder", .note, "files cannot be written here",
        advice: "change to another folder before saving answers")
  }
}
