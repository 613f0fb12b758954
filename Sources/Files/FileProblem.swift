internal import Glibc

/// Why a file or folder could not be read or written.
public struct FileProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    case missing
    case isDirectory
    case isNoDirectory
    case tooLarge(bytes: Int, limit: Int)
    case exists
    /// A device, a pipe or a socket, which a file must not take the place of.
    case isSpecial
    /// A pipe or a device that gives nothing, or nothing more.
    case isSilent(seconds: Int)
    /// One that gives more than is read of it.
    case isEndless(limit: Int)
    /// Any other answer of the operating system.
    case system(errno: Int32)
  }

  public let path: String
  public let reason: Reason

  public init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  init(_ path: String, errno code: Int32) {
    self.path = path
    reason =
      switch code {
      case ENOENT: .missing
      case EISDIR: .isDirectory
      case ENOTDIR: .isNoDirectory
      case EEXIST: .exists
      default: .system(errno: code)
      }
  }

  /// What is wrong, without the path.
  public var sentence: String {
    switch reason {
    case .missing: "no such file or folder"
    case .isDirectory: "this is a folder, not a file"
    case .isNoDirectory: "this is not a folder"
    case .tooLarge(let bytes, let limit): "the file has \(bytes) bytes; at most \(limit) are read"
    case .isSpecial: "this is a device or a pipe, not a file"
    case .isSilent(let seconds):
      "this is a device or a pipe out of which nothing came for \(seconds) s; name a file, or see to it "
        + "that somebody writes"
    case .isEndless(let limit):
      "this is a device or a pipe out of which more than \(limit) bytes come; name a file"
    case .exists: "it exists already and is not overwritten"
    case .system(let code): String(cString: strerror(code)).lowercased()
    }
  }

  public var description: String { "\(path): error: \(sentence)" }
}
