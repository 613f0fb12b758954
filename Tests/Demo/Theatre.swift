import Glibc
import TestSupport

/// Shows a session in the terminal the user sits at, with its captions below, and keeps it as an
/// asciicast where that is wanted.
final class Theatre: SessionObserver {
  private let castPath: String?
  private var cast: Cast?
  private var viewer: pid_t?
  private var terminal: TerminalSession?
  private var caption = ""

  init(castPath: String?) {
    self.castPath = castPath
  }

  func started(_ terminal: TerminalSession, script: SessionScript, raw: String) throws {
    self.terminal = terminal
    if let castPath {
      cast = try Cast(
        castPath, title: script.title, columns: script.columns, rows: script.rows, raw: raw)
    }
    // The program's own size, whatever the user's terminal has.
    try terminal.tell("set", "-g", "window-size", "manual", ";", "set", "-g", "status", "on")
    try terminal.tell(
      "set", "-g", "status-style", "reverse", ";", "set", "-g", "status-left-length", "300",
      ";", "set", "-g", "status-right", "", ";", "set", "-g", "window-status-format", "",
      ";", "set", "-g", "window-status-current-format", "")
    // Whoever watches can only leave.
    for key in ["C-c", "q"] { try terminal.tell("bind", "-n", key, "detach-client") }
    try show()
    if isatty(0) == 1, isatty(1) == 1 { viewer = try Self.view(terminal) }
  }

  func next() throws {
    guard let viewer, waitpid(viewer, nil, WNOHANG) != 0 else { return }
    self.viewer = nil
    throw HarnessError("you left before the end")
  }

  func caption(_ text: String) throws {
    caption = text
    cast?.mark(text)
    try show()
  }

  func close() {
    try? cast?.close()
    guard let viewer, let terminal else { return }
    try? terminal.tell("detach-client")
    waitpid(viewer, nil, 0)
  }

  private func show() throws {
    // A # would begin a format.
    let text = caption.replacing("#", with: "##")
    try terminal?.tell("set", "-g", "status-left", " \(text) ")
  }

  /// A client of the session's tmux, in the foreground.
  private static func view(_ terminal: TerminalSession) throws -> pid_t {
    unsetenv("TMUX")
    let line: [String] = ["/usr/bin/tmux", "-u", "-S", terminal.socket, "attach", "-r"]
    let words = line.map { strdup($0) }
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawn(&process, "/usr/bin/tmux", nil, nil, words + [nil], environ) == 0 else {
      throw HarnessError("tmux cannot be started")
    }
    return process
  }
}
