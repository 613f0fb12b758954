internal import Glibc

/// Where a session plays: a folder of its own, which is home, working directory and place of meshes, and
/// a terminal in which a shell runs the program and notes the terminal's settings before and after it.
///
/// A mesh that is left when the value goes is ended.
public final class SessionStage {
  /// What the program sent to the terminal, byte by byte.
  public var raw: [UInt8] { contents(of: folder.path("raw")) ?? [] }
  /// The terminal; nil until the program is started.
  public private(set) var terminal: TerminalSession?
  /// What runs beside it.
  private var others: [TerminalSession] = []
  /// The process that watches over the mesh, once it was asked for: one that is stopped cannot tell.
  private var mesh: pid_t?

  private let folder: TemporaryFolder
  private let work: String
  private let environment: [String: String]
  private static let shell = Program("/bin/sh")

  init() throws {
    folder = try TemporaryFolder()
    work = try folder.folder("work")
    let commands = try folder.folder("commands")
    guard let program = realpath(Program.archadvisor.path, nil) else {
      throw HarnessError.system(Program.archadvisor.path)
    }
    defer { free(program) }
    guard symlink(program, "\(commands)/archadvisor") == 0 else {
      throw HarnessError.system("symlink")
    }
    environment = [
      "PATH": "\(commands):/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8",
      "XDG_RUNTIME_DIR": try folder.folder("run"), "XDG_STATE_HOME": try folder.folder("state"),
      "XDG_CONFIG_HOME": try folder.folder("config"), "SWIFT_BACKTRACE": "enable=no",
      "TREE": try Tree.path(""),
    ]
  }

  deinit {
    if let mesh { kill(mesh, SIGCONT) }
    _ = try? run("archadvisor mesh down -q")
  }

  /// Where the raw bytes go as they come.
  var rawPath: String { folder.path("raw") }

  /// Runs a shell command in the folder to its end.
  func run(_ command: String) throws -> ProgramRun {
    try Self.shell.run("-c", command, in: work, environment: environment)
  }

  /// Starts a shell command in a terminal.
  func start(_ command: String, columns: Int, rows: Int) throws -> TerminalSession {
    let terminal = try TerminalSession(
      """
      \(inWork); stty -g > ../before; while [ ! -e ../go ]; do :; done; \(command); \
      echo "status $?"; stty -g > ../after; echo session-ended; exec sleep 600
      """, columns: columns, rows: rows, environment: environment)
    try terminal.record(to: rawPath)
    try write("".utf8, to: folder.path("go"))
    self.terminal = terminal
    return terminal
  }

  /// Runs a shell command in a terminal nobody sees.
  func beside(_ command: String) throws {
    others.append(try TerminalSession("\(inWork); exec \(command)", environment: environment))
  }

  /// Shell words that lead there. tmux hands on its own PATH, whatever it is told.
  private var inWork: String {
    "cd '\(work)'; export PATH='\(folder.path("commands")):/usr/bin:/bin'"
  }

  /// The terminal, which has to be there.
  func started() throws -> TerminalSession {
    guard let terminal else { throw HarnessError("nothing was started yet") }
    return terminal
  }

  /// The process that watches over the mesh.
  func meshProcess() throws -> pid_t {
    if let mesh { return mesh }
    let status = try run("archadvisor mesh status -o json")
    let line = status.output.split(separator: "\n").first { $0.contains("\"process\"") }
    guard let line, let process = pid_t(line.filter(\.isNumber)) else {
      throw HarnessError("no mesh runs: \(status)")
    }
    mesh = process
    return process
  }

  /// Waits until the program has ended, and makes sure that the terminal is as it was before.
  func expectEnd(status: Int32) throws {
    let terminal = try started()
    let screen = try terminal.wait(for: "session-ended")
    guard screen.contains("status \(status)\n") else {
      throw HarnessError("it did not end with status \(status):\n\(screen)")
    }
    let before = contents(of: folder.path("before")) ?? []
    guard !before.isEmpty, before == contents(of: folder.path("after")) else {
      throw HarnessError("the terminal's settings are others than before")
    }
    for (name, wanted) in [("alternate_on", "0"), ("cursor_flag", "1"), ("mouse_any_flag", "0")] {
      let value = try terminal.value(name)
      guard value == wanted else { throw HarnessError("\(name) is \(value) after the end") }
    }
  }
}
