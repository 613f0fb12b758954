import Glibc
import TestSupport
import Testing

@testable import Files

@Suite("A folder of the program's own")
struct OwnFolderTests {
  private let place: TemporaryFolder

  init() throws { place = try TemporaryFolder() }

  private func folder(_ names: String..., rule: OwnFolder.Rule = .closed) -> OwnFolder {
    OwnFolder(place.path, names, rule, variable: "WHERE")
  }

  /// Why it can be neither opened nor made, with the part that is to blame below the anchor.
  private func problem(_ folder: OwnFolder) -> (part: Substring, reason: FolderProblem.Reason)? {
    var found: [FolderProblem] = []
    for attempt in [{ _ = try folder.open() }, { try folder.make() }] {
      do {
        try attempt()
      } catch let problem as FolderProblem {
        found.append(problem)
      } catch {
        Issue.record("\(error)")
      }
    }
    guard let first = found.first else { return nil }
    #expect(found == [first, first])
    return (first.path.dropFirst(place.path.utf8.count), first.reason)
  }

  @Test("it is made for its owner alone, whatever the mask allows, and found again")
  func made() throws {
    let folder = folder("a", "b")
    #expect(try folder.open() == nil)
    try folder.make()
    #expect(try folder.open() != nil)
    for path in ["a", "a/b"] {
      var status = stat()
      #expect(stat(place.path(path), &status) == 0 && status.st_mode & 0o777 == 0o700)
    }
  }

  @Test("a link is not followed, wherever it stands and wherever it leads")
  func links() throws {
    try place.folder("elsewhere")
    for target in ["elsewhere", "nowhere", place.path("elsewhere")] {
      #expect(symlink(target, place.path("link")) == 0)
      for rule in [OwnFolder.Rule.closed, .unshared] {
        let direct = try #require(problem(folder("link", rule: rule)))
        #expect(direct.part == "/link" && direct.reason == .link)
        let middle = try #require(problem(folder("link", "x", rule: rule)))
        #expect(middle.part == "/link" && middle.reason == .link)
      }
      unlink(place.path("link"))
    }
    #expect(place.entries("elsewhere") == [])
  }

  @Test("a link on the way to where closed folders begin is not followed either")
  func linkOnTheWay() throws {
    try place.folder("real")
    #expect(symlink("real", place.path("way")) == 0)
    let closed = OwnFolder(place.path("way"), ["x"], .closed, variable: "WHERE")
    #expect(problem(closed)?.reason == .link)
    // What the user names may lie behind links.
    let state = OwnFolder(place.path("way"), ["x"], .unshared, variable: "WHERE")
    #expect(problem(state) == nil)
    #expect(place.entries("real") == ["x"])
  }

  @Test("a file in its place is not taken for it")
  func file() throws {
    try place.file("a", "")
    #expect(problem(folder("a", "b"))?.reason == .notAFolder)
    #expect(mkfifo(place.path("pipe"), 0o600) == 0)
    #expect(problem(folder("pipe"))?.reason == .notAFolder)
  }

  @Test("what is open to others is refused", arguments: [0o777, 0o755, 0o711, 0o701, 0o1777])
  func open(mode: Int) throws {
    try folder("a").make()
    chmod(place.path("a"), mode_t(mode))
    let isWritable = mode & 0o002 != 0
    let expected = FolderProblem.Reason.open(mode: UInt32(mode), isWritable: isWritable)
    #expect(problem(folder("a"))?.reason == expected)
    #expect((problem(folder("a", rule: .unshared)) == nil) == !isWritable)
  }

  @Test("where anybody may put another folder in its place, it is not used")
  func sharedWay() throws {
    chmod(place.path, 0o777)
    for rule in [OwnFolder.Rule.closed, .unshared] {
      #expect(problem(folder("a", rule: rule))?.part == "")
    }
    // Nobody can rename what belongs to others where the sticky bit is set.
    chmod(place.path, 0o1777)
    #expect(problem(folder("a")) == nil)
  }

  @Test("what belongs to somebody else is refused")
  func owner() throws {
    let folder: OwnFolder
    if geteuid() == 0 {
      try self.folder("a").make()
      chown(place.path("a"), 65_533, 65_533)
      folder = self.folder("a")
    } else {
      folder = OwnFolder("/", ["usr"], .unshared, variable: "WHERE")
    }
    let owner: UInt32 = geteuid() == 0 ? 65_533 : 0
    for rule in [OwnFolder.Rule.closed, .unshared] {
      let ruled = OwnFolder(folder.anchor, folder.names, rule, variable: "WHERE")
      #expect(throws: FolderProblem(folder.path, .owner(owner, user: geteuid()), "WHERE")) {
        try ruled.open()
      }
    }
  }

  @Test("a closed folder does not lie in one of another user's", .enabled(if: geteuid() == 0))
  func foreignWay() throws {
    chown(place.path, 65_533, 65_533)
    #expect(problem(folder("a"))?.reason == .owner(65_533, user: 0))
    #expect(problem(folder("a", rule: .unshared)) == nil)
    chown(place.path, 0, 0)
  }

  @Test("removing takes the names it is given and follows no link")
  func removal() throws {
    try place.file("kept", "x")
    let opened = try folder("a").make()
    try place.file("a/mine", "")
    try place.file("a/other", "")
    try place.folder("a/inner")
    #expect(symlink(place.path("kept"), place.path("a/link")) == 0)
    #expect(opened.hasFile("mine") && !opened.hasFile("link") && !opened.hasFile("inner"))
    opened.remove(["mine", "link", "inner", "missing"])
    #expect(opened.names() == ["inner", "other"])
    #expect(place.entries().contains("kept"))
    let outer = try #require(try folder().open())
    #expect(!outer.removeFolder("a"))
    opened.remove(["other"])
    #expect(opened.removeFolder("inner") && outer.removeFolder("a"))
    #expect(place.entries() == ["kept"])
  }

  @Test("every sentence says what, where and what next")
  func sentences() {
    let reasons: [(FolderProblem.Reason, String)] = [
      (.link, "it is a symbolic link"), (.notAFolder, "it is not a folder"),
      (.owner(7, user: 8), "it belongs to user 7, not to user 8"),
      (.open(mode: 0o777, isWritable: true), "others may write in it (mode 0777)"),
      (.open(mode: 0o1755, isWritable: false), "others may look into it (mode 1755)"),
      (.tooLong(bytes: 120, limit: 107), "has 120 bytes, and 107 is the most"),
      (.noRoom(bytes: 16 << 20), "less than 16 MB free"),
      (.system(errno: EACCES, doing: "make"), "cannot make the folder /f: permission denied"),
    ]
    for (reason, expected) in reasons {
      let sentence = FolderProblem("/f", reason, "WHERE").sentence
      #expect(sentence.contains(expected) && sentence.contains("/f"), "\(sentence)")
      #expect(sentence.hasSuffix("set WHERE to another folder of your own"), "\(sentence)")
    }
  }
}

@Suite("Where a user's things are kept")
struct UserFoldersTests {
  private func folders(_ variables: [String: String]) -> UserFolders {
    UserFolders(user: 7) { variables[$0] }
  }

  @Test("the environment says where, by the specification")
  func given() {
    let given = folders([
      "XDG_RUNTIME_DIR": "/run/user/7/", "XDG_STATE_HOME": "/state", "XDG_CONFIG_HOME": "/c",
    ])
    #expect(given.runtime.path == "/run/user/7/archadvisor")
    #expect(given.state.path == "/state/archadvisor")
    #expect(given.configuration == "/c/archadvisor")
    let home = folders(["HOME": "/home/x"])
    #expect(home.runtime.path == "/tmp/archadvisor-7/archadvisor")
    #expect(home.state.path == "/home/x/.local/state/archadvisor")
    #expect(home.configuration == "/home/x/.config/archadvisor")
  }

  @Test("what is no absolute path counts as missing", arguments: ["", "rel", "./x", "~/x"])
  func relative(path: String) {
    let variables = ["XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"]
    let all = folders(Dictionary(uniqueKeysWithValues: variables.map { ($0, path) }))
    #expect(all == folders([:]))
  }

  @Test("without a home, everything below /tmp has to be the user's own")
  func nothing() {
    let folders = folders([:])
    #expect(folders.runtime.anchor == "/tmp" && folders.state.anchor == "/tmp")
    #expect(folders.runtime.names == ["archadvisor-7", "archadvisor"])
    #expect(folders.state.names == ["archadvisor-7", ".local", "state", "archadvisor"])
  }
}
