import Glibc

/// A program in a real terminal: a tmux server of its own, gone with the value that holds it.
///
/// Keys are tmux's names (`Enter`, `Escape`, `Tab`, `BTab`, `Up`, `C-c`, `F1`, or one character).
/// Nothing waits a fixed time: every wait looks again until it sees what it wants or the deadline
/// has come.
public final class TerminalSession: Sendable {
  /// Holds the server's socket.
  private let folder: TemporaryFolder
  private static let tmux = Program("/usr/bin/tmux")

  /// Starts a shell command in a terminal of this size.
  public init(
    _ command: String, columns: Int = 100, rows: Int = 30, environment: [String: String] = [:]
  ) throws {
    folder = try TemporaryFolder()
    let variables = environment.flatMap { ["-e", "\($0)=\($1)"] }
    // The pane stays when the program ends, so that its last screen and its status can be read.
    _ = try ask(
      ["-u", "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
        + variables + ["exec sleep infinity", ";", "set", "-g", "remain-on-exit", "on"]
        + [";", "set", "-g", "status", "off"])
    _ = try ask(["respawn-pane", "-k"] + variables + [command])
  }

  deinit {
    _ = try? ask(["kill-server"])
  }

  /// Presses keys, one after the other.
  public func press(_ keys: String...) throws {
    _ = try ask(["send-keys"] + keys)
  }

  /// Types a text as it stands.
  public func type(_ text: String) throws {
    _ = try ask(["send-keys", "-l", text])
  }

  /// What the terminal shows now, one line a row, without the blanks at the ends.
  public func screen() throws -> String {
    try ask(["capture-pane", "-p"])
  }

  /// The rows of the screen, where those that the terminal wrapped count as one.
  public func unwrappedRows() throws -> Int {
    try ask(["capture-pane", "-p", "-J"]).count { $0 == "\n" }
  }

  /// The server's socket, for another client of it.
  public var socket: String { folder.path("socket") }

  /// Runs commands of tmux, as in `set status on`, separated by words `;`.
  public func tell(_ words: String...) throws {
    _ = try ask(words)
  }

  /// Writes every byte the program sends from now on to a file as well.
  public func record(to path: String) throws {
    _ = try ask(["pipe-pane", "-o", "cat >> '\(path)'"])
  }

  /// Makes the terminal another size; the program gets the signal a real one would send.
  public func resize(columns: Int, rows: Int) throws {
    _ = try ask(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// A tmux format, expanded for the pane: `alternate_on`, `cursor_flag`, `pane_title` and others.
  public func value(_ format: String) throws -> String {
    try ask(["display-message", "-p", "#{\(format)}"]).filter { $0 != "\n" }
  }

  /// Sends a signal to the process the terminal runs.
  public func signal(_ number: Int32) throws {
    guard let process = pid_t(try value("pane_pid")) else { throw HarnessError("no process") }
    guard kill(process, number) == 0 else { throw HarnessError.system("kill") }
  }

  /// Sends a signal to the only child of the process the terminal runs: the program a shell started.
  public func signalChild(_ number: Int32) throws {
    let shell = try value("pane_pid")
    let children = contents(of: "/proc/\(shell)/task/\(shell)/children") ?? []
    let words = String(decoding: children, as: UTF8.self).split(separator: " ")
    guard words.count == 1, let child = pid_t(words[0]) else {
      throw HarnessError("the shell has \(words.count) children, not one")
    }
    guard kill(child, number) == 0 else { throw HarnessError.system("kill") }
  }

  /// Waits for a screen that holds a text and gives that screen.
  @discardableResult
  public func wait(for text: String, deadline: Duration = .seconds(20)) throws -> String {
    try wait(for: "'\(text)'", deadline: deadline) { $0.contains(text) }
  }

  /// Waits for a screen that fulfils a condition and gives that screen.
  ///
  /// - Parameter what: names the condition in the message when the deadline comes first.
  @discardableResult
  public func wait(
    for what: String, deadline: Duration = .seconds(20), until fulfilled: (String) -> Bool
  ) throws -> String {
    var last = ""
    try lookAgain(until: .now + deadline) {
      last = try screen()
      return fulfilled(last)
    } orFail: {
      "waited \(deadline) for \(what); the screen shows\n\(last)"
    }
    return last
  }

  /// Waits for the end of the program and gives its exit status; a signal counts as 128 and more,
  /// as in a shell.
  public func waitForExit(deadline: Duration = .seconds(20)) throws -> Int32 {
    var status: Int32?
    try lookAgain(until: .now + deadline) {
      // tmux now and then misses the end of a child until the next one ends: give it a next one.
      if try value("pane_dead") == "1" { _ = try ask(["run-shell", "true"]) }
      status = try Int32(value("pane_dead_status"))
      if let signal = try Int32(value("pane_dead_signal")) { status = 128 + signal }
      return status != nil
    } orFail: {
      "waited \(deadline) for the end; the screen shows\n\((try? screen()) ?? "")"
    }
    return status ?? -1
  }

  private func lookAgain(
    until deadline: ContinuousClock.Instant, _ seen: () throws -> Bool, orFail message: () -> String
  ) throws {
    while try !seen() {
      if ContinuousClock.now >= deadline { throw HarnessError(message()) }
      poll(nil, 0, 10)
    }
  }

  private func ask(_ arguments: [String]) throws -> String {
    let run = try Self.tmux.run(
      arguments: ["-S", folder.path("socket")] + arguments, environment: ["LANG": "C.UTF-8"])
    guard run.status == 0 else {
      throw HarnessError("tmux \(arguments.joined(separator: " ")): \(run.errors)")
    }
    return run.output
  }
}
