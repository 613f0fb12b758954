import Files
import Glibc
import Reports
import Terminal

/// Standard output and standard error.
enum Output {
  /// Writes data; a closed pipe or a full disk is a failure like any other.
  static func write(_ text: String) throws(Failure) { try write(Array(text.utf8)) }

  static func write(_ bytes: [UInt8]) throws(Failure) {
    do throws(FileProblem) {
      try Files.writeAll(bytes, STDOUT_FILENO, "standard output")
    } catch {
      throw Failure.file(error)
    }
  }

  /// Writes a page in the way its screen can show it.
  static func write(_ page: Page, _ screen: Screen) throws(Failure) {
    try write(screen.paint.text(page.lines))
  }

  /// Says something that is not data. Nothing can be done when nobody listens.
  static func say(_ lines: [String]) {
    say(lines.map { "\($0)\n" }.joined())
  }

  /// Says a text that is not data, with the line breaks it has.
  static func say(_ text: String) {
    try? Files.writeAll(Array(text.utf8), STDERR_FILENO, "standard error")
  }
}

extension Invocation {
  /// Writes a report as JSON where that is asked for, and as a page of text otherwise.
  ///
  /// - Parameter page: makes the page for a number of columns.
  func write(json: @autoclosure () -> [UInt8], _ page: (Int) -> Page) throws(Failure) {
    if format == "json" { return try Output.write(json()) }
    let screen = Screen(self)
    try Output.write(page(screen.columns), screen)
  }
}
