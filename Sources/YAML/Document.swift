/// A parsed file: its nodes in the order of the text, each knowing where it stood.
///
/// A document is flat. Every node is a record; a mapping or sequence is followed by the records of
/// its content. That makes a document cheap to pack into the binary and cheap to read back.
public final class Document: Sendable {
  /// One node. `size` is the length of a scalar's text in bytes, or the number of records inside a
  /// mapping or sequence.
  struct Record: Sendable, Equatable {
    enum Kind: UInt8, Sendable {
      case mapping = 0x6D  // m
      case sequence = 0x73  // s
      case plain = 0x70  // p
      case quoted = 0x71  // q
    }

    var kind: Kind
    var line: Int32
    var column: Int32
    var size: Int32
    /// Where a scalar's text begins in `text`.
    var start: Int32
  }

  /// The name used in complaints.
  public let file: String
  let records: [Record]
  let text: [UInt8]

  init(file: String, records: [Record], text: [UInt8]) {
    self.file = file
    self.records = records
    self.text = text
  }

  public var root: Node { Node(document: self, index: 0) }
}

/// A mapping, a sequence or a scalar of a document.
public struct Node: Sendable {
  let document: Document
  let index: Int

  var record: Document.Record { document.records[index] }

  public var place: Place {
    Place(file: document.file, line: Int(record.line), column: Int(record.column))
  }

  public var isMapping: Bool { record.kind == .mapping }
  public var isSequence: Bool { record.kind == .sequence }
  public var isScalar: Bool { record.kind == .plain || record.kind == .quoted }
  /// A scalar written without quotes; only such a scalar can be a number.
  public var isPlain: Bool { record.kind == .plain }

  /// The text of a scalar; nil for mappings and sequences.
  public var text: String? {
    guard isScalar else { return nil }
    let range = Int(record.start)..<Int(record.start + record.size)
    return String(decoding: document.text[range], as: UTF8.self)
  }

  /// The nodes of a sequence, or nothing.
  public var items: [Node] {
    guard isSequence else { return [] }
    var result: [Node] = []
    forEachChild { result.append($0) }
    return result
  }

  /// The pairs of a mapping in the order of the file, or nothing.
  public var entries: [(key: Node, value: Node)] {
    guard isMapping else { return [] }
    var result: [(key: Node, value: Node)] = []
    var key: Node?
    forEachChild { child in
      if let name = key.take() { result.append((name, child)) } else { key = child }
    }
    return result
  }

  /// The value of a mapping under a key.
  public subscript(key: String) -> Node? {
    entries.first { $0.key.text == key }?.value
  }

  private func forEachChild(_ body: (Node) -> Void) {
    var next = index + 1
    let end = next + Int(record.size)
    while next < end {
      body(Node(document: document, index: next))
      let child = document.records[next]
      next += child.kind == .mapping || child.kind == .sequence ? 1 + Int(child.size) : 1
    }
  }
}
