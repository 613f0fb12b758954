import Testing

@testable import YAML

@Suite("Documents: parsed, packed and read back")
struct DocumentTests {
  /// The tree below a node.
  static func tree(_ node: Node) -> RandomDocument.Tree {
    if let text = node.text { return .scalar(text, isPlain: node.isPlain) }
    if node.isSequence { return .sequence(node.items.map(tree)) }
    return .mapping(
      node.entries.map { RandomDocument.Pair(key: $0.key.text ?? "?", value: tree($0.value)) })
  }

  @Test("parsing gives the tree that was written", arguments: 0..<200 as Range<UInt64>)
  func parse(seed: UInt64) throws {
    var random = RandomDocument(seed: seed)
    let tree = random.tree()
    let text = random.text(tree)
    let document = try Document.parse(Array(text.utf8), file: "f")
    #expect(Self.tree(document.root) == tree, "\(text.debugDescription)")
  }

  @Test(
    "packing and reading back keeps every node and its place", arguments: 0..<50 as Range<UInt64>)
  func packed(seed: UInt64) throws {
    var random = RandomDocument(seed: seed)
    let documents = try (0..<4).map { number in
      let tree = random.tree()
      return try Document.parse(Array(random.text(tree).utf8), file: "folder/f\(number).yaml")
    }
    Packed.pack(documents).withUnsafeBufferPointer { bytes in
      let files = Packed.index(bytes)
      #expect(files.map(\.path) == documents.map(\.file))
      for (file, document) in zip(files, documents) {
        let read = file.document()
        #expect(read?.file == document.file)
        #expect(read?.records == document.records)
        #expect(read?.text == document.text)
      }
    }
  }

  @Test("damaged packed bytes are refused or read as something else; reading them never traps")
  func damaged() throws {
    let document = try Document.parse(Array("a: [b, {c: \"d\"}]\ne: f\n".utf8), file: "f.yaml")
    let good = Packed.pack([document, document])
    for index in good.indices {
      for byte: UInt8 in [0, 0x20, 0x39, 0x6D, 0x70, 0xFF] {
        var bad = good
        bad[index] = byte
        bad.withUnsafeBufferPointer { bytes in
          for file in Packed.index(bytes) { _ = file.document() }
        }
      }
      Array(good[..<index]).withUnsafeBufferPointer { bytes in
        for file in Packed.index(bytes) { _ = file.document() }
      }
    }
  }

  @Test("places are lines and columns counted from one, in characters")
  func places() throws {
    let root = try Document.parse(
      Array("ä: 1\nlist:\n  - {é: ü, b: \"x\"}\n".utf8), file: "f"
    ).root
    #expect(root.place == Place(file: "f", line: 1, column: 1))
    #expect(root["ä"]?.place == Place(file: "f", line: 1, column: 4))
    let item = try #require(root["list"]?.items.first)
    #expect(item.place == Place(file: "f", line: 3, column: 5))
    #expect(item["b"]?.place == Place(file: "f", line: 3, column: 15))
    #expect(item["b"]?.isPlain == false)
    #expect(item["é"]?.isPlain == true)
  }

  @Test("folded and literal blocks give their text")
  func blocks() throws {
    let root = try Document.parse(
      Array("a: >-\n  one\n  two\nb: |\n  one\n  two\n".utf8), file: "f"
    ).root
    #expect(root["a"]?.text == "one two")
    #expect(root["b"]?.text == "one\ntwo\n")
  }

  @Test("JSON is read as it stands")
  func json() throws {
    let text = #"{"a": [1, -2.5, true, null, "x\u00e9\n"], "b": {}}"#
    let root = try Document.parse(Array(text.utf8), file: "f").root
    #expect(root["a"]?.items.compactMap(\.text) == ["1", "-2.5", "true", "null", "xé\n"])
    #expect(root["a"]?.items.map(\.isPlain) == [true, true, true, true, false])
    #expect(root["b"]?.isMapping == true)
    #expect(root["b"]?.entries.isEmpty == true)
  }

  @Test("a node answers only for what it is")
  func kinds() throws {
    let root = try Document.parse(Array("a: x\nb: [y]\n".utf8), file: "f").root
    #expect(root.text == nil && root.items.isEmpty && root["c"] == nil)
    #expect(root["a"]?.entries.isEmpty == true && root["a"]?.items.isEmpty == true)
    #expect(root["b"]?.entries.isEmpty == true && root["b"]?["a"] == nil)
  }
}
