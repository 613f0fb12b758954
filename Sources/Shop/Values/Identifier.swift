/// The name of one thing of a kind: 1 to 64 letters, digits, hyphens, underscores or dots.
///
/// The kind keeps the name of a user from being taken for that of an order.
public struct Identifier<Thing>: Hashable, Comparable, Sendable {
  /// As it stands in stores and on the wire.
  public let text: String

  /// Longest name, in bytes.
  public static var limit: Int { 64 }

  /// Nil for a text that is no name.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard !bytes.isEmpty, bytes.count <= Self.limit, bytes.allSatisfy(Self.isAllowed) else {
      return nil
    }
    self.text = text
  }

  /// A name made of a letter and a number, as in `o-00000000000000ff`.
  ///
  /// - Parameter number: drawn at random, so that names made at several places differ.
  init(letter: Character, _ number: UInt64) {
    let digits = String(number, radix: 16)
    text = "\(letter)-" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  public static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }
}

extension Identifier: CustomStringConvertible {
  public var description: String { text }
}

public typealias UserID = Identifier<User>
public typealias ProductID = Identifier<Product>
public typealias OrderID = Identifier<Order>

extension Identifier where Thing == Order {
  /// The name of a new order.
  ///
  /// - Parameter random: evenly distributed over all of `UInt64`.
  public init(random: UInt64) { self.init(letter: "o", random) }
}
