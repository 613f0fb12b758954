import Files
import Knowledge
import TestSupport
import Testing
import YAML

@Suite("The knowledge folder, on disk and inside the binary")
struct KnowledgeFolderTests {
  /// The folder this package is built from.
  static let shipped: String = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/knowledge"
  }()

  /// Every node below a node with its place and kind, one a line.
  private static func outline(_ node: Node) -> [String] {
    let place = "\(node.place.line):\(node.place.column)"
    if let text = node.text { return ["\(place) \(node.isPlain ? "plain" : "quoted") \(text)"] }
    let kind = node.isMapping ? "mapping" : "sequence"
    return ["\(place) \(kind)"] + node.entries.flatMap { outline($0.key) + outline($0.value) }
      + node.items.flatMap(outline)
  }

  @Test("the copy inside the binary equals the folder, file by file and node by node")
  func embedded() throws {
    let complaints = Complaints()
    let folder = try KnowledgeFolder.read(Self.shipped, complaints)
    let embedded = KnowledgeFolder.embedded
    #expect(complaints.lines == [])
    #expect(embedded.path == nil && folder.path == Self.shipped)
    #expect(embedded.sha256 == folder.sha256)
    #expect(embedded.folders == folder.folders)
    #expect(embedded.folders.contains("questions"))
    for kind in [""] + folder.folders {
      let (left, right) = (embedded.documents(of: kind), folder.documents(of: kind))
      #expect(left.count == right.count, "\(kind)")
      for (left, right) in zip(left, right) {
        #expect("\(Self.shipped.dropLast("knowledge".count))\(left.file)" == right.file)
        #expect(Self.outline(left.root) == Self.outline(right.root), "\(left.file)")
      }
    }
  }

  @Test("the shipped folder keeps one concept a file, and nothing else")
  func tidy() throws {
    let files = try KnowledgeFolder.files(in: Self.shipped)
    #expect(files.contains("knowledge.yaml"))
    #expect(files.filter { !$0.contains("/") } == ["knowledge.yaml"])
    for folder in try Files.names(in: Self.shipped) {
      guard Files.isDirectory("\(Self.shipped)/\(folder)") else { continue }
      let names = try Files.names(in: "\(Self.shipped)/\(folder)")
      #expect(names.allSatisfy { $0.hasSuffix(".yaml") }, "\(folder)")
    }
  }

  @Test("files are read two levels deep, in byte order; hidden and other files are left out")
  func reading() throws {
    let folder = try TemporaryFolder()
    for name in ["b", "a", ".hidden", "a/deeper"] { try folder.folder(name) }
    try folder.file("b/two.yaml", "x: 2")
    try folder.file("b/Upper.yaml", "x: 1")
    try folder.file("a/note.txt", "not yaml: [")
    try folder.file("a/.draft.yaml", "x: [")
    try folder.file(".hidden/one.yaml", "x: [")
    try folder.file("a/deeper/one.yaml", "x: [")
    try folder.file("knowledge.yaml", "x: 0")
    let complaints = Complaints()
    let read = try KnowledgeFolder.read(folder.path, complaints)
    #expect(complaints.lines == [])
    #expect(
      try KnowledgeFolder.files(in: folder.path) == [
        "b/Upper.yaml", "b/two.yaml", "knowledge.yaml",
      ]
    )
    #expect(read.folders == ["b"])
    #expect(read.documents(of: "b").compactMap { $0.root["x"]?.text } == ["1", "2"])
    #expect(read.documents(of: "").compactMap { $0.root["x"]?.text } == ["0"])
    #expect(read.documents(of: "a").isEmpty && read.documents(of: "c").isEmpty)
    #expect(read.sha256 == Digest.sha256(Array("x: 1x: 2x: 0".utf8)))
  }

  @Test("a slash at the end of the path changes nothing")
  func slash() throws {
    let folder = try TemporaryFolder()
    try folder.folder("a")
    try folder.file("a/one.yaml", "x: 1")
    let read = try KnowledgeFolder.read("\(folder.path)/", Complaints())
    #expect(read.folders == ["a"])
    #expect(read.documents(of: "a").count == 1)
  }

  @Test("a damaged file is told with its place and left out; the others are read")
  func damaged() throws {
    let folder = try TemporaryFolder()
    try folder.folder("a")
    try folder.file("a/bad.yaml", "x: 1\ny: [")
    try folder.file("a/empty.yaml", "")
    try folder.file("a/good.yaml", "x: 1")
    try folder.file("a/twice.yaml", "x: 1\nx: 2")
    let complaints = Complaints()
    let read = try KnowledgeFolder.read(folder.path, complaints)
    #expect(
      complaints.lines == [
        "\(folder.path)/a/bad.yaml:3:1: error: not valid YAML: did not find expected node content",
        "\(folder.path)/a/empty.yaml:1:1: error: the file is empty; expected a mapping",
        "\(folder.path)/a/twice.yaml:2:1: error: the key 'x' stands already on line 1; "
          + "keep one of them",
      ])
    #expect(read.documents(of: "a").map(\.file).contains("\(folder.path)/a/good.yaml"))
    #expect(!read.documents(of: "a").map(\.file).contains("\(folder.path)/a/bad.yaml"))
  }

  @Test("a folder that is missing, no folder or full of too large a file is a file problem")
  func missing() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("file", "x")
    func problem(_ path: String) -> FileProblem? {
      do throws(FileProblem) {
        _ = try KnowledgeFolder.read(path, Complaints())
        return nil
      } catch {
        return error
      }
    }
    #expect(problem(folder.path("none")) == FileProblem(folder.path("none"), .missing))
    #expect(problem(file) == FileProblem(file, .isNoDirectory))
    let large = try folder.file("large.yaml", String(repeating: "# x\n", count: 250_001))
    #expect(
      problem(folder.path) == FileProblem(large, .tooLarge(bytes: 1_000_004, limit: 1_000_000)))
  }

  @Test("an empty folder is read as nothing")
  func empty() throws {
    let folder = try TemporaryFolder()
    let read = try KnowledgeFolder.read(folder.path, Complaints())
    #expect(read.folders.isEmpty && read.documents(of: "").isEmpty)
    #expect(read.sha256 == Digest.sha256([]))
  }
}
