internal import CYAML

/// What a parser accepts, so that no file can exhaust the machine.
public struct ParserLimits: Sendable {
  /// Largest file in bytes.
  public var bytes: Int
  /// Deepest nesting of mappings and sequences.
  public var depth: Int

  public init(bytes: Int, depth: Int) {
    self.bytes = bytes
    self.depth = depth
  }

  /// Files people write: one megabyte, sixteen levels.
  public static let standard = ParserLimits(bytes: 1_000_000, depth: 16)
}

extension Document {
  /// Parses YAML, or JSON, which is a subset of it.
  ///
  /// Anchors, aliases, tags and several documents in one file are refused: nothing we read needs
  /// them, and they are how small files become large ones.
  ///
  /// - Parameter complaints: takes everything that is wrong. A key that stands twice or an anchor
  ///   does not end the reading, so that a file is mended in one go.
  /// - Returns: what could be read, or nil after an error behind which nothing can be understood.
  public static func parse(
    _ bytes: [UInt8], file: String, limits: ParserLimits = .standard, _ complaints: Complaints
  ) -> Document? {
    do throws(Diagnostic) {
      guard bytes.count <= limits.bytes else {
        throw Diagnostic(Place(file: file), ParserSentence.tooLarge(bytes.count, limits.bytes))
      }
      var builder = DocumentBuilder(file: file, limits: limits, complaints: complaints)
      try EventStream.read(bytes, file: file) { (event: PlacedEvent) throws(Diagnostic) in
        try builder.take(event)
      }
      return try builder.finish()
    } catch {
      complaints.add(error)
      return nil
    }
  }

  /// Parses YAML as above.
  ///
  /// - Throws: the first complaint, for those who only need to know that there is one.
  public static func parse(
    _ bytes: [UInt8], file: String, limits: ParserLimits = .standard
  ) throws(Diagnostic) -> Document {
    let complaints = Complaints()
    let document = parse(bytes, file: file, limits: limits, complaints)
    if let first = complaints.list.first { throw first }
    guard let document else { throw Diagnostic(Place(file: file), ParserSentence.empty) }
    return document
  }
}

/// What libyaml reports, in our words.
enum Event {
  case mappingStart, mappingEnd
  case sequenceStart, sequenceEnd
  case scalar(UnsafeBufferPointer<UInt8>, isPlain: Bool)
  case alias
  case documentStart
}

/// An event with its place and whether it carried an anchor or a tag.
struct PlacedEvent {
  var event: Event
  var line: Int
  var column: Int
  var decoration: String?
}

/// The edge to libyaml: bytes in, events out.
enum EventStream {
  static func read(
    _ bytes: [UInt8], file: String, _ take: (PlacedEvent) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      throw Diagnostic(Place(file: file), ParserSentence.outOfMemory)
    }
    defer { yaml_parser_delete(&parser) }
    var failure: Diagnostic?
    bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      do throws(Diagnostic) {
        while try next(&parser, bytes, file, take) {}
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private static func next(
    _ parser: inout yaml_parser_t, _ bytes: [UInt8], _ file: String,
    _ take: (PlacedEvent) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Bool {
    var raw = yaml_event_t()
    guard yaml_parser_parse(&parser, &raw) == 1 else {
      throw complaint(parser, bytes, file)
    }
    defer { yaml_event_delete(&raw) }
    if raw.type == YAML_STREAM_END_EVENT { return false }
    if let event = translate(raw) { try take(event) }
    return true
  }

  private static func translate(_ raw: yaml_event_t) -> PlacedEvent? {
    func placed(_ event: Event, _ decoration: String? = nil) -> PlacedEvent {
      PlacedEvent(
        event: event, line: Int(raw.start_mark.line) + 1, column: Int(raw.start_mark.column) + 1,
        decoration: decoration)
    }
    switch raw.type {
    case YAML_DOCUMENT_START_EVENT: return placed(.documentStart)
    case YAML_ALIAS_EVENT: return placed(.alias)
    case YAML_SCALAR_EVENT:
      let scalar = raw.data.scalar
      let text = UnsafeBufferPointer(start: UnsafePointer(scalar.value), count: scalar.length)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      return placed(
        .scalar(text, isPlain: isPlain), decoration(scalar.anchor, scalar.tag))
    case YAML_MAPPING_START_EVENT:
      let start = raw.data.mapping_start
      return placed(.mappingStart, decoration(start.anchor, start.tag))
    case YAML_SEQUENCE_START_EVENT:
      let start = raw.data.sequence_start
      return placed(.sequenceStart, decoration(start.anchor, start.tag))
    case YAML_MAPPING_END_EVENT: return placed(.mappingEnd)
    case YAML_SEQUENCE_END_EVENT: return placed(.sequenceEnd)
    default: return nil
    }
  }

  private static func decoration(
    _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?
  ) -> String? {
    if anchor != nil { return "anchor" }
    return tag != nil ? "tag" : nil
  }

  private static func complaint(
    _ parser: yaml_parser_t, _ bytes: [UInt8], _ file: String
  ) -> Diagnostic {
    let problem = parser.problem.map { String(cString: $0) } ?? "syntax error"
    guard parser.error == YAML_READER_ERROR else {
      let mark = parser.problem_mark
      let place = Place(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
      return Diagnostic(place, ParserSentence.syntax(problem))
    }
    let before = bytes.prefix(Int(parser.problem_offset))
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return Diagnostic(
      Place(file: file, line: line, column: column), ParserSentence.notText(problem))
  }
}
