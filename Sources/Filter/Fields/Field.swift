/// Something of a row that can be compared and sorted by, under the name users see.
public struct Field<Row>: Sendable {
  public let sign: FieldSign
  let read: @Sendable (Row) -> FieldValue

  init(
    _ name: String, _ kind: FieldKind, _ summary: String, aliases: [String] = [],
    _ read: @escaping @Sendable (Row) -> FieldValue
  ) {
    sign = FieldSign(name: name, aliases: aliases, kind: kind, summary: summary)
    self.read = read
  }
}

/// What a field is called and what may be compared with it.
public struct FieldSign: Sendable, Hashable {
  public let name: String
  /// Other names that are understood too.
  public let aliases: [String]
  public let kind: FieldKind
  /// For a list of the fields.
  public let summary: String
}

/// What a field's values are.
public enum FieldKind: Sendable, Hashable {
  /// 0 to 100; may be written with `%`.
  case percent
  /// May be written with `ms` or `s`.
  case milliseconds
  /// May be written with `/s`.
  case perSecond
  /// Any other number.
  case number
  case text
  /// One of these, the better ones first.
  case words([String])

  var isText: Bool {
    switch self {
    case .text, .words: true
    default: false
    }
  }
}

/// What a row has in a field.
public enum FieldValue: Sendable, Hashable {
  case number(Double)
  case text(String)
  /// Several texts at once: a comparison holds for them when it holds for one, its opposite when it
  /// holds for none.
  case texts([String])
  case unknown

  init(_ number: Double?) {
    self = number.map { $0.isNaN ? .unknown : .number($0) } ?? .unknown
  }

  init(_ number: Int?) { self.init(number.map(Double.init)) }
}

/// The fields of one kind of row.
public struct FieldTable<Row>: Sendable {
  public let fields: [Field<Row>]
  /// Words that stand alone for a comparison of a field with them, as `failing` does for
  /// `health = failing`.
  let shorthands: [String: String]

  init(_ fields: [Field<Row>], shorthands: [String: String] = [:]) {
    self.fields = fields
    self.shorthands = shorthands
  }

  var signs: [FieldSign] { fields.map(\.sign) }

  /// The field of a name.
  func field(_ name: String) -> Field<Row>? { fields.first { $0.sign.name == name } }
}
