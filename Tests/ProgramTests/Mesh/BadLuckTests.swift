import Glibc
import TestSupport
import Testing

@Suite("A mesh that has bad luck")
struct BadLuckTests {
  /// Runs `mesh WORDS` in folders of its own.
  private func run(
    _ words: String..., runtime: String, state: String
  ) throws -> ProgramRun {
    try Program.archadvisor.run(
      arguments: ["mesh"] + words,
      environment: ["XDG_RUNTIME_DIR": runtime, "XDG_STATE_HOME": state])
  }

  @Test("a taken port, a second one of the same name, and one beside it under another name")
  func neighbours() throws {
    let mesh = try TestMesh()
    let gateway = try #require(
      try mesh.run("status").output.firstMatch(of: #/http:\/\/127.0.0.1:(\d+)/#)?.1)
    let taken = try mesh.run("up", "--name", "other", "--port", String(gateway), "-q")
    #expect(taken.status != 0)
    #expect(taken.errors.contains("the port \(gateway) is taken"), "\(taken)")
    #expect(mesh.folder.entries("run/archadvisor") == ["shop"])
    let second = try mesh.run("up", "-q")
    #expect(second.status == 1)
    #expect(second.errors.contains("a mesh named 'shop' runs already"))
    #expect(try mesh.run("up", "--name", "other", "-q").status == 0)
    #expect(try mesh.run("down", "--name", "other").status == 0)
    #expect(try mesh.run("status").output.contains("all ready"))
  }

  @Test("a supervisor that is killed leaves no process, and its name and books can be used again")
  func killedSupervisor() throws {
    let mesh = try TestMesh()
    #expect(try mesh.run("load", "--for", "1s", "--mix", "order=1", "-q").status == 0)
    // Orders are final before the last of their goods are booked.
    #expect(try mesh.run("verify").status == 0)
    let status = try mesh.run("status", "-o", "json").output
    let processes = status.matches(of: #/"process": (\d+)/#).compactMap { pid_t($0.1) }
    #expect(processes.count == 9)
    kill(processes[0], SIGKILL)
    let limit = ContinuousClock.now + .seconds(10)
    while processes.contains(where: { Self.runs($0) }), .now < limit { poll(nil, 0, 10) }
    #expect(processes.filter { Self.runs($0) } == [])
    let gone = try mesh.run("status")
    #expect(gone.status == 69 && gone.errors.contains("no mesh named 'shop' runs"))
    #expect(try mesh.run("verify").status == 0)
    // Its socket still lies there, and bothers nobody.
    #expect(try mesh.run("up", "-q").status == 0)
    #expect(try mesh.run("verify").output.contains("100 tried"))
  }

  @Test("what a dead supervisor left is removed by down, which keeps the books")
  func leftOver() throws {
    let mesh = try TestMesh()
    let status = try mesh.run("status", "-o", "json").output
    let supervisor = try #require(
      status.firstMatch(of: #/"process": (\d+)/#).flatMap { pid_t($0.1) })
    kill(supervisor, SIGKILL)
    let limit = ContinuousClock.now + .seconds(10)
    while Self.runs(supervisor), .now < limit { poll(nil, 0, 10) }
    let down = try mesh.run("down")
    #expect(down.status == 0 && down.errors.contains("its supervisor had died"), "\(down)")
    #expect(mesh.folder.entries("run/archadvisor") == [])
    #expect(access("\(mesh.stores)/order.sqlite", F_OK) == 0)
    #expect(try mesh.run("down").status == 69)
  }

  /// A zombie runs no more; whoever should take it up is not ours.
  private static func runs(_ process: pid_t) -> Bool {
    guard let file = fopen("/proc/\(process)/stat", "re") else { return false }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    guard fgets(&line, 512, file) != nil else { return false }
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    return !text.contains(") Z ")
  }

  @Test("folders that cannot be written are named, and nothing is left in the others")
  func foldersThatCannotBeWritten() throws {
    let folder = try TemporaryFolder()
    let state = try run("up", "-q", runtime: folder.path("run"), state: "/proc")
    #expect(state.status == 74)
    #expect(state.errors.contains("cannot make the folder /proc/archadvisor"), "\(state)")
    #expect(folder.entries("run/archadvisor") == [])
    let runtime = try run("up", "-q", runtime: "/proc", state: folder.path("state"))
    #expect(runtime.status == 74)
    let long = folder.path("run") + "/" + String(repeating: "x", count: 100)
    #expect(try run("up", "-q", runtime: long, state: folder.path).errors.contains("too long"))
  }

  @Test(
    "a full disk keeps a mesh from starting, and what an earlier one kept there stays",
    .enabled(if: FullDisk.isAvailable))
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let script = """
      mount -t tmpfs -o size=1m none . && mkdir -p run archadvisor/meshes/shop && echo x >archadvisor/meshes/shop/kept
      XDG_RUNTIME_DIR=$PWD/run XDG_STATE_HOME=$PWD "$0" mesh up -q
      echo "status $?"; ls run/archadvisor; cat archadvisor/meshes/shop/kept
      """
    let run = try Program("/usr/bin/unshare").run(
      "--user", "--map-root-user", "--mount", "/bin/sh", "-c",
      "cd '\(folder.path)' && cd .. && cd '\(folder.path)'; \(script)", Program.archadvisor.path,
      in: folder.path)
    #expect(run.output == "status 74\nx\n", "\(run)")
    #expect(run.errors.contains("less than 16 MB free"), "\(run)")
  }

  private static let nonsense: [(words: [String], status: Int32, message: String)] = [
    (["scale", "paymnt", "2"], 1, "there is no service 'paymnt'; did you mean 'payment'?"),
    (["scale", "payment", "99"], 64, "payment has 1 to 20 instances, not 99"),
    (["scale", "payment", "0"], 64, "payment has 1 to 20 instances, not 0"),
    (["scale", "broker", "2"], 64, "broker has one address, where all others find it"),
    (["upgrade", "order", "--to", "../../v2"], 64, "and no dot first, not '../../v2'"),
    (["fault", "add", "order", "--hang", "--for", "0s"], 64, "longer than nothing"),
    (
      ["status", "--name", "other"], 69,
      "start it with 'archadvisor mesh up --name other', or name one"
    ),
    (["status", "--name", "other"], 69, "or name one that runs: --name shop"),
    (["status", "--name", ".hidden"], 64, "and no dot first, not '.hidden'"),
    (["stat", "--name", ".hidden"], 64, "and no dot first, not '.hidden'"),
    (["restart", "nobody"], 1, "there is no service 'nobody'"),
    (["fault", "add", "payment:usr", "--hang"], 1, "did you mean 'user'?"),
    (["fault", "add", "payment-9", "--hang"], 1, "there is no instance 'payment-9'"),
    (["fault", "clear", "7"], 1, "there is no fault 7"),
    (["logs", "ordr"], 64, "did you mean 'order'?"),
    (["trace", "--service", "ordr"], 64, "did you mean 'order'?"),
    (["trace", "xyz"], 64, "up to 32 hexadecimal digits, not 'xyz'"),
    (["trace", "00"], 1, "no trace that is kept begins with 00"),
  ]

  @Test("names that mean nothing get an answer that says so")
  func unknown() throws {
    let mesh = try TestMesh()
    for (words, status, message) in Self.nonsense {
      let run = try mesh.run(words)
      #expect(run.status == status && run.errors.contains(message), "\(words): \(run)")
    }
  }
}
