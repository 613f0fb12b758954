import Files
import Glibc

/// Standard output and standard error.
enum Output {
  /// Writes data; a closed pipe or a full disk is a failure like any other.
  static func write(_ text: String) throws(Failure) {
    do throws(FileProblem) {
      try Files.writeAll(Array(text.utf8), STDOUT_FILENO, "standard output")
    } catch {
      throw Failure.file(error)
    }
  }

  /// Says something that is not data. Nothing can be done when nobody listens.
  static func say(_ lines: [String]) {
    let text = lines.map { "\($0)\n" }.joined()
    try? Files.writeAll(Array(text.utf8), STDERR_FILENO, "standard error")
  }
}
