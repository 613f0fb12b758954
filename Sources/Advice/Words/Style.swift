/// The five architectural styles, from the easiest to undo to the hardest.
///
/// The order is the printed tie-break: of two styles with the same score the one named first wins.
public enum Style: String, CaseIterable, Sendable, Comparable {
  case monolith
  case modularMonolith = "modular-monolith"
  case services
  case microservices
  case serverless

  /// Position in the tie-break order, from 0.
  public var index: Int {
    switch self {
    case .monolith: 0
    case .modularMonolith: 1
    case .services: 2
    case .microservices: 3
    case .serverless: 4
    }
  }

  public static func < (left: Style, right: Style) -> Bool { left.index < right.index }
}

/// One value for each style.
public struct PerStyle<Value> {
  private var monolith: Value
  private var modularMonolith: Value
  private var services: Value
  private var microservices: Value
  private var serverless: Value

  public init(_ make: (Style) throws -> Value) rethrows {
    monolith = try make(.monolith)
    modularMonolith = try make(.modularMonolith)
    services = try make(.services)
    microservices = try make(.microservices)
    serverless = try make(.serverless)
  }

  public subscript(style: Style) -> Value {
    get {
      switch style {
      case .monolith: monolith
      case .modularMonolith: modularMonolith
      case .services: services
      case .microservices: microservices
      case .serverless: serverless
      }
    }
    set {
      switch style {
      case .monolith: monolith = newValue
      case .modularMonolith: modularMonolith = newValue
      case .services: services = newValue
      case .microservices: microservices = newValue
      case .serverless: serverless = newValue
      }
    }
  }

  public func map<Other>(_ transform: (Value) throws -> Other) rethrows -> PerStyle<Other> {
    try PerStyle<Other> { try transform(self[$0]) }
  }

  /// The values in the order of the styles.
  public var values: [Value] { Style.allCases.map { self[$0] } }
}

extension PerStyle: Sendable where Value: Sendable {}
extension PerStyle: Equatable where Value: Equatable {}
extension PerStyle: Hashable where Value: Hashable {}
