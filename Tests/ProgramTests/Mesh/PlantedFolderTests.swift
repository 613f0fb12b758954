import Glibc
import TestSupport
import Testing

/// Others may write where a mesh keeps its sockets, as in /tmp, and have been there first.
@Suite("A folder that somebody else has put in the place of a mesh's own")
struct PlantedFolderTests {
  /// What stands where the runtime folder is looked for.
  enum Plant: String, CaseIterable, CustomTestStringConvertible {
    case linkAtTheRoot = "ln -s ../projects run"
    case linkInTheMiddle = "mkdir -m 700 run; ln -s ../projects run/archadvisor"
    case linkAtTheEnd =
      "mkdir -m 700 run run/archadvisor; ln -s ../../projects/shop run/archadvisor/shop"
    case dangling = "ln -s nowhere run"
    case file = "touch run"
    case openRoot = "mkdir -m 777 run"
    case openFolder = "mkdir -m 700 run; mkdir -m 777 run/archadvisor"
    case readableFolder =
      "mkdir -m 700 run run/archadvisor; mkdir -m 755 run/archadvisor/shop; touch run/archadvisor/shop/lock"

    var testDescription: String { rawValue }
  }

  private static let commands: [[String]] = [
    ["down"], ["status"], ["stat"], ["events"], ["edges"], ["check"], ["fault", "list"], ["halt"],
    ["scale", "order", "2"], ["restart", "order"], ["upgrade", "order", "--to", "v2"],
    ["load", "--for", "1s"], ["trace"], ["up", "-q"], ["record", "x.rounds", "--for", "1s"],
  ]

  @Test("no command believes it, writes to it or removes anything", arguments: Plant.allCases)
  func refused(plant: Plant) throws {
    let folder = try TemporaryFolder()
    // The user's own files, under the names that a mesh would use.
    let plan = """
      umask 022; mkdir -p projects/shop projects/archadvisor/shop
      for file in projects/shop/lock projects/shop/thesis projects/archadvisor/shop/thesis; do echo x >$file; done
      \(plant.rawValue)
      """
    _ = try Program("/bin/sh").run("-c", plan, in: folder.path)
    let before = try Self.everything(in: folder)
    for words in Self.commands {
      let run = try Program.archadvisor.run(
        arguments: ["mesh"] + words, in: folder.path,
        environment: [
          "XDG_RUNTIME_DIR": folder.path("run"), "XDG_STATE_HOME": folder.path("state"),
        ])
      #expect(run.status == 74, "\(words): \(run)")
      #expect(
        run.errors.hasPrefix("archadvisor: error: cannot use the folder \(folder.path)/run"),
        "\(words): \(run)")
      #expect(run.errors.hasSuffix("set XDG_RUNTIME_DIR to another folder of your own\n"))
      #expect(run.errors.split(separator: "\n").count == 1 && run.output.isEmpty)
    }
    #expect(try Self.everything(in: folder) == before)
  }

  private static func everything(in folder: TemporaryFolder) throws -> String {
    try Program("/usr/bin/find").run(".", "-printf", "%p %m %s %l\n", in: folder.path).output
  }

  private static let isRoot = geteuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0

  /// Runs a script as a user of no name, in which `$0` is the program.
  private static func run(as user: UInt32, _ script: String) throws -> ProgramRun {
    try Program("/usr/bin/setpriv").run(
      "--reuid", String(user), "--regid", String(user), "--clear-groups", "/bin/sh", "-c", script,
      Program.archadvisor.path)
  }

  @Test("a user's files survive what another user has put into /tmp", .enabled(if: isRoot))
  func anotherUser() throws {
    let (attacker, victim) = (3_000_000_001 as UInt32, 3_000_000_000 + UInt32(getpid()) * 2)
    let planted = "/tmp/archadvisor-\(victim)"
    let home = try TemporaryFolder()
    defer { _ = try? Program("/bin/rm").run("-rf", planted) }
    chmod(home.path, 0o755)
    try home.folder("projects")
    try home.folder("projects/shop")
    try home.file("projects/shop/lock", "")
    try home.file("projects/shop/thesis", "x")
    _ = try Program("/bin/chown").run("-R", "\(victim):\(victim)", home.path)
    let plant = try Self.run(
      as: attacker,
      "umask 0; mkdir \(planted) && ln -s \(home.path)/projects \(planted)/archadvisor")
    try #require(plant.status == 0)
    for words in ["down", "up -q", "status"] {
      let run = try Self.run(
        as: victim, "unset XDG_RUNTIME_DIR XDG_STATE_HOME; HOME=\(home.path) \"$0\" mesh \(words)")
      #expect(run.status == 74, "\(words): \(run)")
      #expect(
        run.errors.contains("\(planted): it belongs to user \(attacker), not to user \(victim)"))
    }
    #expect(home.entries("projects/shop") == ["lock", "thesis"])
  }

  @Test("what is not a mesh's own stays when the mesh ends")
  func foreignFiles() throws {
    let mesh = try TestMesh()
    try mesh.folder.file("run/archadvisor/shop/thesis", "x")
    try mesh.folder.file("state/archadvisor/meshes/shop/stores/thesis", "x")
    #expect(try mesh.run("down").errors == "")
    #expect(mesh.folder.entries("run/archadvisor/shop") == ["thesis"])
    #expect(mesh.folder.entries("state/archadvisor/meshes/shop") == ["stores"])
    #expect(mesh.folder.entries("state/archadvisor/meshes/shop/stores") == ["thesis"])
    #expect(try mesh.run("status").status == 69)
    #expect(try mesh.run("up", "-q").status == 0)
  }

  @Test("a folder without a lock was never a mesh's, and down leaves it alone")
  func withoutLock() throws {
    let folder = try TemporaryFolder()
    let environment = ["XDG_RUNTIME_DIR": folder.path, "XDG_STATE_HOME": folder.path("state")]
    for name in ["archadvisor", "archadvisor/shop"] { mkdir(folder.path(name), 0o700) }
    try folder.file("archadvisor/shop/token-key", "mine")
    let down = try Program.archadvisor.run("mesh", "down", environment: environment)
    #expect(down.status == 69, "\(down)")
    #expect(folder.entries("archadvisor/shop") == ["token-key"])
  }

  @Test(
    "a planted folder of stores or logs is neither read nor written", arguments: ["stores", "logs"])
  func plantedState(name: String) throws {
    let folder = try TemporaryFolder()
    let environment = [
      "XDG_RUNTIME_DIR": try folder.folder("run"), "XDG_STATE_HOME": try folder.folder("state"),
    ]
    let plan = """
      mkdir -m 700 -p state/archadvisor/meshes/shop victim && echo x >victim/order.sqlite
      ln -s ../../../../victim state/archadvisor/meshes/shop/\(name)
      """
    _ = try Program("/bin/sh").run("-c", plan, in: folder.path)
    for words in [["up", "-q"], ["verify"], ["logs"]] {
      let run = try Program.archadvisor.run(
        arguments: ["mesh"] + words, environment: environment)
      #expect(run.status == 74 && run.errors.contains("/shop/\(name): it is a symbolic link"))
      #expect(run.errors.contains("set XDG_STATE_HOME to another folder"), "\(run)")
    }
    #expect(folder.entries("victim") == ["order.sqlite"])
    #expect(folder.entries("run/archadvisor") == [])
  }

  @Test("progress in the labs is neither read nor kept behind a link")
  func plantedProgress() throws {
    let folder = try TemporaryFolder()
    let plan =
      "mkdir -m 700 -p state/archadvisor victim && ln -s ../../victim state/archadvisor/labs"
    _ = try Program("/bin/sh").run("-c", plan, in: folder.path)
    let run = try Program.archadvisor.run(
      "lab", "status", environment: ["XDG_STATE_HOME": folder.path("state")])
    #expect(run.errors.contains("archadvisor/labs: it is a symbolic link"), "\(run)")
    #expect(folder.entries("victim") == [])
  }
}
