internal import Glibc

extension Files {
  /// Makes the folder that a file of this path goes into, with those above it, for their owner alone;
  /// what is there already stays as it is.
  public static func makeFolder(above path: String) throws(FileProblem) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    if isDirectory(folder) { return }
    try makeFolder(above: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw FileProblem(folder, errno: errno)
    }
  }
}
