/// Turns events into the flat records of a document, refusing what we do not read.
struct DocumentBuilder {
  /// A mapping or sequence that has begun and not ended.
  private struct Container {
    var index: Int
    var isMapping: Bool
    /// Keys seen so far with the line of each.
    var keys: [String: Int] = [:]
    var expectsKey: Bool
  }

  private let file: String
  private let limits: ParserLimits
  private let complaints: Complaints
  private var records: [Document.Record] = []
  private var text: [UInt8] = []
  private var open: [Container] = []
  private var documents = 0

  init(file: String, limits: ParserLimits, complaints: Complaints) {
    self.file = file
    self.limits = limits
    self.complaints = complaints
  }

  mutating func take(_ placed: PlacedEvent) throws(Diagnostic) {
    let place = Place(file: file, line: placed.line, column: placed.column)
    if let decoration = placed.decoration {
      complaints.add(place, ParserSentence.decoration(decoration))
    }
    switch placed.event {
    case .alias: throw Diagnostic(place, ParserSentence.decoration("alias"))
    case .documentStart:
      documents += 1
      if documents > 1 { throw Diagnostic(place, ParserSentence.severalDocuments) }
    case .scalar(let bytes, let isPlain): try scalar(bytes, isPlain, place)
    case .mappingStart: try begin(.mapping, place)
    case .sequenceStart: try begin(.sequence, place)
    case .mappingEnd, .sequenceEnd: end()
    }
  }

  func finish() throws(Diagnostic) -> Document {
    guard !records.isEmpty else { throw Diagnostic(Place(file: file), ParserSentence.empty) }
    return Document(file: file, records: records, text: text)
  }

  private mutating func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isPlain: Bool, _ place: Place
  ) throws(Diagnostic) {
    if let last = open.indices.last, open[last].isMapping {
      if open[last].expectsKey {
        let key = String(decoding: bytes, as: UTF8.self)
        if let line = open[last].keys[key] {
          complaints.add(place, ParserSentence.duplicateKey(key, line))
        } else {
          open[last].keys[key] = place.line
        }
      }
      open[last].expectsKey.toggle()
    }
    append(isPlain ? .plain : .quoted, place, size: bytes.count)
    text.append(contentsOf: bytes)
  }

  private mutating func begin(_ kind: Document.Record.Kind, _ place: Place) throws(Diagnostic) {
    if let last = open.indices.last, open[last].isMapping {
      if open[last].expectsKey { throw Diagnostic(place, ParserSentence.keyIsNoText) }
      open[last].expectsKey = true
    }
    guard open.count < limits.depth else {
      throw Diagnostic(place, ParserSentence.tooDeep(limits.depth))
    }
    let isMapping = kind == .mapping
    open.append(Container(index: records.count, isMapping: isMapping, expectsKey: isMapping))
    append(kind, place, size: 0)
  }

  private mutating func end() {
    guard let container = open.popLast() else { return }
    records[container.index].size = Int32(records.count - container.index - 1)
  }

  private mutating func append(_ kind: Document.Record.Kind, _ place: Place, size: Int) {
    records.append(
      Document.Record(
        kind: kind, line: Int32(place.line), column: Int32(place.column), size: Int32(size),
        start: Int32(text.count)))
  }
}
