/// What a row has in a field that a filter asks for.
public struct FieldReading: Sendable, Hashable, CustomStringConvertible {
  /// The field's name.
  public let field: String
  let kind: FieldKind
  public let value: FieldValue

  /// As in `success 97.2%`. May quote what is in the row: make it printable.
  public var description: String { "\(field) \(text)" }

  private var text: String {
    switch value {
    case .unknown: "unknown"
    case .text(let text): text
    case .texts(let texts): texts.joined(separator: ", ")
    case .number(let number):
      switch kind {
      // Not all while a part is missing.
      case .percent: "\(Self.short(number < 100 ? min(number, 99.9) : number))%"
      case .milliseconds: "\(Self.short(number)) ms"
      case .perSecond: "\(Self.short(number))/s"
      default: Self.short(number)
      }
    }
  }

  /// With one digit after the point where there is something to show.
  private static func short(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return "\(number)" }
    let tenths = (number * 10).rounded()
    let isWhole = tenths.truncatingRemainder(dividingBy: 10) == 0
    return isWhole ? String(Int(tenths / 10)) : "\(tenths / 10)"
  }
}

extension Filter {
  /// What a row has in the fields that the condition compares, in the order it names them.
  public func readings(of row: Row) -> [FieldReading] {
    var seen: Set<String> = []
    return condition.fields.filter { seen.insert($0).inserted }.compactMap { name in
      table.field(name).map {
        FieldReading(field: name, kind: $0.sign.kind, value: $0.read(row))
      }
    }
  }
}

extension Condition {
  /// The fields it names, in order, some of them more than once.
  fileprivate var fields: [String] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.fields)
    case .not(let part): part.fields
    case .compare(let field, _, _), .isUnknown(let field): [field]
    }
  }
}
