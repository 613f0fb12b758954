import Files
import TestSupport
import Testing

/// Files that are read from a place on.
@Suite struct FilePieceTests {
  @Test(arguments: [
    (0, 100, 0, "0123456789"), (4, 100, 4, "456789"), (10, 100, 10, ""), (0, 3, 7, "789"),
    (8, 3, 8, "89"), (-5, 100, 0, "0123456789"), (11, 100, 0, "0123456789"), (99, 3, 7, "789"),
  ])
  func pieces(_ place: Int, _ limit: Int, _ start: Int, _ text: String) throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/log"
    try Files.write(Array("0123456789".utf8), to: path, replacing: false)
    let piece = try Files.Opened(path).piece(from: place, limit: limit)
    #expect(piece.start == start && String(decoding: piece.bytes, as: UTF8.self) == text)
    #expect(piece.end == start + text.utf8.count)
  }

  @Test(arguments: ["/dev/zero", "/tmp", "/nowhere/at/all"])
  func whatIsNoFileIsRefused(_ path: String) {
    #expect(throws: FileProblem.self) { try Files.Opened(path).piece(from: 0, limit: 10) }
  }
}
