internal import Glibc

/// Small files of the runtime folder.
enum RuntimeFile {
  private static let limit = 64 * 1024
  /// The error number for a file whose content cannot be used.
  static let invalid = EINVAL

  static func read(_ path: String) throws(SystemError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open \(path)") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while bytes.count < limit {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count == 0 { return bytes }
      if count < 0, errno != EINTR { throw .last("read \(path)") }
      bytes += piece.prefix(max(count, 0))
    }
    throw SystemError(code: EFBIG, doing: "read \(path)")
  }

  static func text(_ path: String) throws(SystemError) -> String {
    String(decoding: try read(path), as: UTF8.self)
  }
}
