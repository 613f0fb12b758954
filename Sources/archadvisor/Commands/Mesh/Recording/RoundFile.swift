import Files
import Live

/// A recording that is being written: what a mesh tells, round by round, into a file.
struct RoundFile {
  let mesh: LiveMesh
  private let recorder: RoundRecorder
  private var file: Files.Growing?
  /// Bytes that were written.
  private(set) var size = 0

  /// - Parameter recorder: of that mesh.
  init(_ mesh: LiveMesh, _ recorder: RoundRecorder) {
    self.mesh = mesh
    self.recorder = recorder
  }

  /// Rounds that were recorded.
  var rounds: Int { recorder.rounds }

  /// Makes the file and writes what is there already.
  mutating func begin(_ path: String, overwriting: Bool) throws(FileProblem) {
    file = try Files.Growing(path, replacing: overwriting)
    try write()
  }

  /// Looks at the mesh once more, and writes what it tells.
  mutating func look() throws(FileProblem) {
    mesh.poll()
    try write()
  }

  func close() throws(FileProblem) { try file?.close() }

  private mutating func write() throws(FileProblem) {
    let lines = recorder.takeLines()
    size += lines.count
    try file?.add(lines)
  }
}
