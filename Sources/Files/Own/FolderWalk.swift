internal import Glibc

/// Goes down to a folder of the program's own, name by name, and looks at each before it goes on.
struct FolderWalk: ~Copyable {
  private let folder: OwnFolder
  private let isMaking: Bool
  private var descriptor: Int32
  private var path: String

  /// O_PATH, which glibc shows only to those who ask for its extensions: passing a folder takes no
  /// right to read it.
  private static let passing: Int32 = 0o10000000

  /// Nil when something is missing.
  static func open(_ folder: OwnFolder, making: Bool) throws(FolderProblem) -> OpenFolder? {
    var walk = FolderWalk(folder, making: making)
    guard try walk.goToAnchor() else { return nil }
    for name in folder.names {
      guard try walk.enter(name) else { return nil }
      try walk.mustBeOwn()
    }
    return OpenFolder(walk.release())
  }

  private init(_ folder: OwnFolder, making: Bool) {
    self.folder = folder
    isMaking = making
    descriptor = -1
    path = folder.rule == .closed ? "/" : folder.anchor
  }

  private mutating func goToAnchor() throws(FolderProblem) -> Bool {
    if folder.rule == .unshared, isMaking { try Self.makeAnchor(folder) }
    descriptor = Glibc.open(path, Self.passing | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 {
      if errno == ENOENT { return false }
      throw problem(errno == ENOTDIR ? .notAFolder : .system(errno: errno, doing: "open"))
    }
    switch folder.rule {
    case .closed:
      for name in folder.anchor.split(separator: "/") {
        guard try enter(String(name)) else { return false }
        try mustBeSafeToPass()
      }
    case .unshared:
      let status = try status()
      // Whose it is does not matter: the user has named it.
      if !status.isSticky, status.st_mode & 0o002 != 0 {
        throw problem(.open(mode: status.permissions, isWritable: true))
      }
    }
    return true
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  private mutating func release() -> Int32 {
    defer { descriptor = -1 }
    return descriptor
  }

  /// Goes into the folder of a name; false when there is none and none is to be made.
  private mutating func enter(_ name: String) throws(FolderProblem) -> Bool {
    path += path == "/" ? name : "/\(name)"
    // Somebody else may be faster; what there is then is looked at like anything else.
    if isMaking, mkdirat(descriptor, name, 0o700) != 0, errno != EEXIST {
      throw problem(.system(errno: errno, doing: "make"))
    }
    let inner = openat(descriptor, name, Self.passing | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner >= 0 else {
      let code = errno
      if code == ENOENT { return false }
      guard code == ELOOP || code == ENOTDIR else {
        throw problem(.system(errno: code, doing: "open"))
      }
      var status = stat()
      let isLink =
        fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
        && status.st_mode & S_IFMT == S_IFLNK
      throw problem(isLink ? .link : .notAFolder)
    }
    close(descriptor)
    descriptor = inner
    return true
  }

  /// A folder on the way: nobody else may be able to put another one into the place of the next.
  private func mustBeSafeToPass() throws(FolderProblem) {
    let status = try status()
    guard status.st_uid == geteuid() || SystemUser.isSystem(status.st_uid) else {
      throw problem(.owner(status.st_uid, user: geteuid()))
    }
    // In a folder such as /tmp nobody can rename what belongs to others.
    if !status.isSticky, status.isWritableByOthers {
      throw problem(.open(mode: status.permissions, isWritable: true))
    }
  }

  /// A folder of a name of the program's own.
  private func mustBeOwn() throws(FolderProblem) {
    let status = try status()
    guard status.st_uid == geteuid() else {
      throw problem(.owner(status.st_uid, user: geteuid()))
    }
    let isOpen = folder.rule == .closed && status.st_mode & 0o077 != 0
    if isOpen || status.isWritableByOthers {
      throw problem(.open(mode: status.permissions, isWritable: status.isWritableByOthers))
    }
  }

  private func status() throws(FolderProblem) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw problem(.system(errno: errno, doing: "open"))
    }
    return status
  }

  private static func makeAnchor(_ folder: OwnFolder) throws(FolderProblem) {
    do throws(FileProblem) {
      try Files.makeFolder(above: "\(folder.anchor)/x")
    } catch {
      let reason: FolderProblem.Reason =
        switch error.reason {
        case .system(let code): .system(errno: code, doing: "make")
        case .missing: .system(errno: ENOENT, doing: "make")
        default: .notAFolder
        }
      throw FolderProblem(error.path, reason, folder.variable)
    }
  }

  private func problem(_ reason: FolderProblem.Reason) -> FolderProblem {
    FolderProblem(path, reason, folder.variable)
  }
}

extension stat {
  fileprivate var permissions: UInt32 { st_mode & 0o7777 }
  fileprivate var isSticky: Bool { st_mode & UInt32(S_ISVTX) != 0 }

  /// A group of the user's own, as many systems give to everybody, lets nobody else in.
  fileprivate var isWritableByOthers: Bool {
    st_mode & 0o002 != 0 || st_mode & 0o020 != 0 && st_gid != getegid()
  }
}

/// Who the folders of the system belong to.
private enum SystemUser {
  static func isSystem(_ user: uid_t) -> Bool {
    user == 0 || user == overflow && isInNamespace
  }

  /// In a user namespace all users from outside it, root among them, bear this number.
  private static let overflow: uid_t = {
    let text = (try? Files.read("/proc/sys/kernel/overflowuid", limit: 100)) ?? []
    return uid_t(String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self)) ?? 65_534
  }()

  /// Whether some users of the machine have no number here.
  private static let isInNamespace: Bool = {
    let text = (try? Files.read("/proc/self/uid_map", limit: 4096)) ?? []
    let fields = text.split { $0 == 0x20 || $0 == 0x0A }.map { String(decoding: $0, as: UTF8.self) }
    return fields != ["0", "0", "4294967295"]
  }()
}
