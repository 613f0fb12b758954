import TestSupport
import Testing

/// The text UI started from a shell that notes the terminal's settings before and after it.
struct InShell {
  let terminal: TerminalSession
  let folder: TemporaryFolder

  /// - Parameters:
  ///   - words: what follows the program's name; without any, it begins with the interview and not
  ///     with the menu of a first run.
  ///   - before: shell words before the program, such as `TERM=dumb`.
  init(
    _ words: String = "--tab advise", before: String = "", columns: Int = 80, rows: Int = 24
  ) throws {
    folder = try TemporaryFolder()
    let command = """
      cd '\(folder.path)'; export SWIFT_BACKTRACE=enable=no; unset NO_COLOR; stty -g > before; \
      \(before) '\(Program.archadvisor.path)' \(words); echo "status $?"; stty -g > after; \
      echo session-ended; exec sleep 600
      """
    terminal = try TerminalSession(command, columns: columns, rows: rows)
  }

  /// A file of the session's folder.
  func file(_ name: String) -> String {
    String(decoding: contents(of: folder.path(name)) ?? [], as: UTF8.self)
  }

  /// Waits until the program has ended and expects the terminal as it was before.
  func expectGivenBack(
    status: Int32, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let screen = try terminal.wait(for: "session-ended")
    #expect(screen.contains("status \(status)"), sourceLocation: sourceLocation)
    #expect(file("before") != "", sourceLocation: sourceLocation)
    #expect(file("before") == file("after"), sourceLocation: sourceLocation)
    #expect(try terminal.value("alternate_on") == "0", sourceLocation: sourceLocation)
    #expect(try terminal.value("cursor_flag") == "1", sourceLocation: sourceLocation)
    #expect(try terminal.value("mouse_any_flag") == "0", sourceLocation: sourceLocation)
  }
}
