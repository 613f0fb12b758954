internal import Glibc

/// Why a folder of the program's own is not used.
public struct FolderProblem: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case link
    case notAFolder
    /// It belongs to somebody else than the user the program runs as.
    case owner(UInt32, user: UInt32)
    /// Others may look inside, or even write.
    case open(mode: UInt32, isWritable: Bool)
    /// The path of a socket in it has more bytes than the system takes.
    case tooLong(bytes: Int, limit: Int)
    /// The disk has fewer bytes left than are needed.
    case noRoom(bytes: Int)
    /// Any other answer of the operating system.
    case system(errno: Int32, doing: String)
  }

  /// The folder that breaks a rule, which may lie above the one that was wanted.
  public let path: String
  public let reason: Reason
  /// The environment variable that names another place.
  public let variable: String

  public init(_ path: String, _ reason: Reason, _ variable: String) {
    self.path = path
    self.reason = reason
    self.variable = variable
  }

  /// What is wrong with which folder, and what to do about it. The path is as it is: print it as
  /// hostile text.
  public var sentence: String {
    switch reason {
    case .link:
      "cannot use the folder \(path): it is a symbolic link, and those are not followed here; "
        + "remove the link, or \(elsewhere)"
    case .notAFolder:
      "cannot use the folder \(path): it is not a folder; remove it, or \(elsewhere)"
    case .owner(let owner, let user):
      "cannot use the folder \(path): it belongs to user \(owner), not to user \(user), who runs "
        + "this; \(elsewhere)"
    case .open(let mode, let isWritable):
      "cannot use the folder \(path): others may \(isWritable ? "write in it" : "look into it") "
        + "(mode \(Self.octal(mode))); close it with 'chmod 700 \(path)', or \(elsewhere)"
    case .tooLong(let bytes, let limit):
      "cannot use the folder \(path): the path of a socket in it has \(bytes) bytes, and \(limit) is "
        + "the most; it is too long, so \(elsewhere)"
    case .noRoom(let bytes):
      "cannot begin in \(path) with less than \(bytes >> 20) MB free; make room, or \(elsewhere)"
    case .system(let code, let doing):
      "cannot \(doing) the folder \(path): \(String(cString: strerror(code)).lowercased()); "
        + elsewhere
    }
  }

  private var elsewhere: String { "set \(variable) to another folder of your own" }

  private static func octal(_ mode: UInt32) -> String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(4 - digits.utf8.count, 0)) + digits
  }
}
