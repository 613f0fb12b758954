/// What a filter asks of a row, as a tree.
public indirect enum Condition: Sendable, Hashable {
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case compare(field: String, Comparison, Literal)
  case isUnknown(field: String)

  /// The answer for a row, whose values `value` looks up by the name of the field.
  ///
  /// - Returns: nil when it depends on a value that is unknown; such a row matches neither the
  ///   condition nor its opposite.
  func holds(_ value: (String) -> FieldValue) -> Bool? {
    switch self {
    case .all(let parts):
      let answers = parts.map { $0.holds(value) }
      return answers.contains(false) ? false : answers.contains(nil) ? nil : true
    case .any(let parts):
      let answers = parts.map { $0.holds(value) }
      return answers.contains(true) ? true : answers.contains(nil) ? nil : false
    case .not(let part): return part.holds(value).map { !$0 }
    case .compare(let field, let comparison, let literal):
      return comparison.holds(value(field), literal)
    case .isUnknown(let field): return value(field) == .unknown
    }
  }
}

/// What stands on the right of a comparison.
public enum Literal: Sendable, Hashable {
  /// In the field's own unit.
  case number(Double)
  case text(String)
}

public enum Comparison: String, Sendable, CaseIterable {
  case less = "<"
  case atMost = "<="
  case more = ">"
  case atLeast = ">="
  case equal = "="
  case notEqual = "!="
  /// Text with this in it, in capitals or not.
  case contains = "~"
  case lacks = "!~"

  /// Whether it orders its sides, which only numbers have an order for.
  var isOrder: Bool {
    switch self {
    case .less, .atMost, .more, .atLeast: true
    default: false
    }
  }

  var isContent: Bool { self == .contains || self == .lacks }

  private var isDenial: Bool { self == .notEqual || self == .lacks }

  /// Nil when the value is unknown.
  func holds(_ value: FieldValue, _ literal: Literal) -> Bool? {
    switch (value, literal) {
    case (.number(let value), .number(let limit)): compare(value, limit)
    case (.text(let value), .text(let text)): compare(value, text)
    case (.texts(let values), .text(let text)):
      isDenial ? values.allSatisfy { compare($0, text) } : values.contains { compare($0, text) }
    default: nil
    }
  }

  private func compare(_ value: Double, _ limit: Double) -> Bool {
    switch self {
    case .less: value < limit
    case .atMost: value <= limit
    case .more: value > limit
    case .atLeast: value >= limit
    case .equal: value == limit
    case .notEqual: value != limit
    case .contains, .lacks: false
    }
  }

  private func compare(_ value: String, _ text: String) -> Bool {
    switch self {
    case .equal: value == text
    case .notEqual: value != text
    case .contains: value.lowercased().contains(text.lowercased())
    case .lacks: !value.lowercased().contains(text.lowercased())
    case .less, .atMost, .more, .atLeast: false
    }
  }
}
