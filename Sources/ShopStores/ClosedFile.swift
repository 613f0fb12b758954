internal import Glibc

/// Sees to it that the files of a store are their owner's alone.
enum ClosedFile {
  private static let mode: mode_t = 0o600

  /// Makes the file of a store if there is none, and closes it and what lies beside it to others.
  ///
  /// Whatever cannot be done here is found by the library that opens the file, which has better
  /// words for it. A file that exists is not opened: closing it would give away the locks that other
  /// connections of this process hold on it.
  ///
  /// - Parameter beside: the endings of files the library makes, with the mode of the first.
  static func prepare(_ path: String, beside endings: [String]) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    if descriptor >= 0 { close(descriptor) }
    for path in [path] + endings.map({ path + $0 }) {
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_mode & 0o077 != 0
      else { continue }
      chmod(path, mode)
    }
  }
}
