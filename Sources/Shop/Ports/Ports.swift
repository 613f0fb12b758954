/// What the order service asks of others. How it gets there is not its business: over a network, or
/// in the same process and transaction.
///
/// An answer of the business is a value; what keeps an answer from coming is thrown.
public protocol UserDirectory {
  /// The user with that id; nil when there is none.
  func user(_ id: UserID) throws(PortProblem) -> User?
}

public protocol PriceList {
  /// The price of one piece of each of these products.
  func prices(of products: [ProductID]) throws(PortProblem) -> Prices
}

/// The prices of some products.
public enum Prices: Hashable, Sendable {
  /// One for each product asked for.
  case known([ProductID: Money])
  /// A product is not sold here.
  case unknown(ProductID)
}

public protocol StockReservations {
  /// Keeps all of a basket for an order, or nothing. Asking again changes nothing.
  func reserve(_ basket: Basket, for order: OrderID) throws(PortProblem) -> Reserving
}

public protocol PaymentStatus {
  /// What was decided about an order's money; nil while nothing is.
  func payment(of order: OrderID) throws(PortProblem) -> Payment?
}

/// Why a port gave no answer.
public enum PortProblem: Error, Hashable, Sendable {
  case unavailable(Unavailable)
  /// The port shares a store with who asks.
  case store(StoreProblem)
}

/// Why another service could not be asked. It decides nothing: the same may work later.
public struct Unavailable: Error, Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// It cannot take the question now, and whoever asks too often makes that worse.
    case overloaded
    case timedOut
    /// It cannot be reached, or its answer cannot be used.
    case broken
  }

  public let cause: Cause
  /// For clients: says who is missing and nothing about the inside.
  public let sentence: String
  /// Seconds after which asking again is worth it, when that is known.
  public let retryAfter: Int?
  /// The service that has no instance, here or further on; nil when that is not the reason.
  public let missing: String?

  public init(
    _ cause: Cause, _ sentence: String, retryAfter: Int? = nil, missing: String? = nil
  ) {
    self.cause = cause
    self.sentence = sentence
    self.retryAfter = retryAfter
    self.missing = missing
  }
}
