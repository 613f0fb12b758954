internal import Glibc

/// A folder that the program names itself, below a place that the user or the system names.
///
/// Where it begins others may write too, as in /tmp, so that anything may stand under its name. It is
/// made and opened only by the rules here, and what breaks them is a ``FolderProblem``.
public struct OwnFolder: Sendable, Hashable {
  /// Where it begins, as in `/run/user/1000`.
  public let anchor: String
  /// The names below that, from the outermost on; all of them are the program's own.
  public private(set) var names: [String]
  public let rule: Rule
  /// The environment variable that moves the anchor.
  public let variable: String

  /// What is asked of the folders.
  public enum Rule: Sendable, Hashable {
    /// The folders of the names belong to the user and are closed to everybody else (mode 0700). No
    /// link is followed from the root on, and nobody else can replace a folder on the way.
    case closed
    /// The folders of the names belong to the user, nobody else may write in them, and none is a link.
    /// Where the anchor leads is the user's affair.
    case unshared
  }

  public init(_ anchor: String, _ names: [String], _ rule: Rule, variable: String) {
    let isRoot = anchor.allSatisfy { $0 == "/" }
    self.anchor = isRoot ? "/" : String(anchor.reversed().drop { $0 == "/" }.reversed())
    self.names = names
    self.rule = rule
    self.variable = variable
  }

  /// The whole path, without a slash at its end.
  public var path: String { names.reduce(anchor) { $0 == "/" ? "/\($1)" : "\($0)/\($1)" } }

  /// The name of the innermost folder.
  public var name: String { names.last ?? "" }

  /// A folder in this one.
  public subscript(_ name: String) -> OwnFolder {
    var inner = self
    inner.names.append(name)
    return inner
  }

  /// The folder this one lies in; itself when it has no name of its own.
  public var outer: OwnFolder {
    var outer = self
    _ = outer.names.popLast()
    return outer
  }

  /// Makes what is missing on the way, each for the user alone.
  @discardableResult
  public func make() throws(FolderProblem) -> OpenFolder {
    guard let folder = try FolderWalk.open(self, making: true) else {
      throw FolderProblem(path, .system(errno: ENOENT, doing: "make"), variable)
    }
    return folder
  }

  /// Nil when it or a folder on the way is missing.
  public func open() throws(FolderProblem) -> OpenFolder? {
    try FolderWalk.open(self, making: false)
  }
}

/// An open folder of the program's own: what is done here is done in it, whatever becomes of its path.
public final class OpenFolder: Sendable {
  private let descriptor: Int32

  /// Takes the descriptor over.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Whether there is a plain file of that name that belongs to the user.
  public func hasFile(_ name: String) -> Bool {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
  }

  /// What is in it, without `.` and `..`; empty when it cannot be read.
  public func names() -> [String] {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return [] }
    guard let folder = fdopendir(copy) else {
      close(copy)
      return []
    }
    defer { closedir(folder) }
    return Files.names(folder)
  }

  /// Removes what bears one of these names; a link is removed and not followed, a folder stays.
  public func remove(_ names: [String]) {
    for name in names { unlinkat(descriptor, name, 0) }
  }

  /// Removes a folder in it; false when that is not empty.
  @discardableResult
  public func removeFolder(_ name: String) -> Bool {
    unlinkat(descriptor, name, AT_REMOVEDIR) == 0
  }

  /// Gives another name to something in it.
  public func rename(_ name: String, to other: String) -> Bool {
    renameat(descriptor, name, descriptor, other) == 0
  }

  /// Whether files can be made in it.
  public var isWritable: Bool { faccessat(descriptor, ".", W_OK, 0) == 0 }
}
