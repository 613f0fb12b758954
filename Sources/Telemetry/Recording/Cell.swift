/// One value of a round as it is written down.
///
/// A number that is whole is one and the same cell whether it is counted in doubles or integers, so
/// that a change of it can be written as the difference, exactly.
enum Cell: Sendable, Equatable {
  case none
  case whole(Int)
  /// What is not whole, or too large to count in ones; also negative zero.
  case number(Double)
  case text(String)

  /// Doubles up to here have every whole number.
  private static let exact = 9_007_199_254_740_992.0

  init(_ value: Int) { self = .whole(value) }

  init(_ value: Double) {
    let isWhole = value == value.rounded(.towardZero) && abs(value) <= Self.exact
    self = isWhole && !(value == 0 && value.sign == .minus) ? .whole(Int(value)) : .number(value)
  }

  init(_ value: String) { self = .text(value) }
  init(_ value: Bool) { self = .whole(value ? 1 : 0) }
  init(_ value: Int?) { self = value.map { Cell($0) } ?? .none }
  init(_ value: Double?) { self = value.map { Cell($0) } ?? .none }
  init(_ value: String?) { self = value.map { Cell($0) } ?? .none }
}

/// A list of cells that belong together and are compared with what they were in the round before,
/// as all that is said of one series. Its first cell tells its kind.
typealias Unit = [Cell]

/// What a unit is about; units that belong to another follow it.
enum UnitKind: Int {
  /// A report of a source.
  case source = 1
  /// What the source says happened.
  case event
  /// A process that said something.
  case observer
  /// What that process served, called, has for breakers, and thinks of instances.
  case server, client, breaker, instance
  /// What it published, took from others, or keeps between them.
  case channel
  /// A fault that lasts, told by the source.
  case fault

  var cell: Cell { Cell(rawValue) }
}
