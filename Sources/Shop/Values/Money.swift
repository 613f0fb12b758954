/// An amount of money in whole cents.
public struct Money: Hashable, Comparable, Sendable {
  public let cents: Int

  /// The largest amount that is read from outside: ten thousand million of the unit. Sums of a
  /// million such amounts still fit.
  public static let largest = Money(cents: 1_000_000_000_000)
  public static let zero = Money(cents: 0)

  public init(cents: Int) {
    self.cents = cents
  }

  public static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }

  public static func + (left: Money, right: Money) -> Money {
    Money(cents: left.cents + right.cents)
  }

  public static func - (left: Money, right: Money) -> Money {
    Money(cents: left.cents - right.cents)
  }

  public static func * (price: Money, quantity: Int) -> Money {
    Money(cents: price.cents * quantity)
  }
}

extension Money: CustomStringConvertible {
  /// As in `12.05`.
  public var description: String {
    let (units, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(cents < 0 ? "-" : "")\(units).\(rest < 10 ? "0" : "")\(rest)"
  }
}
