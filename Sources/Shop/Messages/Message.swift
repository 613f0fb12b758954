public import JSON

/// An event on its way.
///
/// An order meets each event at most once, so order and event make the message's name: however
/// often it is sent, it is known again.
public struct Message: Hashable, Sendable {
  public let event: ShopEvent
  /// Microseconds since 1970, when it happened.
  public let at: Int

  public init(_ event: ShopEvent, at: Int) {
    self.event = event
    self.at = at
  }

  /// As in `o-00000000000000ff/OrderPlaced`.
  public var id: String { "\(event.order.text)/\(event.kind.rawValue)" }
}

/// `{"event": "OrderPlaced", "order": "o-…", "user": "user-001", "total_cents": 1999, "at_us": 0}`.
extension Message: WireText {
  public static var wireName: String { "a message" }

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    let kind: ShopEvent.Kind = try fields.choice("event")
    let order: OrderID = try fields.identifier("order")
    self.init(try ShopEvent(kind, order, fields), at: try fields.integer("at_us"))
  }

  public func write(_ json: inout JSONWriter) {
    json.string("event", event.kind.rawValue)
    json.string("order", event.order.text)
    switch event {
    case .orderPlaced(_, let user, let total):
      json.string("user", user.text)
      json.integer("total_cents", total.cents)
    case .paymentSucceeded(_, let user, let amount):
      json.string("user", user.text)
      json.integer("amount_cents", amount.cents)
    case .paymentFailed(_, let user, let amount, let reason):
      json.string("user", user.text)
      json.integer("amount_cents", amount.cents)
      json.string("reason", reason.rawValue)
    case .orderConfirmed(_, let goods): goods.write(&json)
    case .orderCancelled(_, let goods, let reason):
      goods.write(&json)
      json.string("reason", reason.rawValue)
    }
    json.integer("at_us", at)
  }
}

extension ShopEvent {
  fileprivate init(
    _ kind: Kind, _ order: OrderID, _ fields: JSONFields
  ) throws(JSONComplaint) {
    switch kind {
    case .orderPlaced:
      self = .orderPlaced(
        order, user: try fields.identifier("user"), total: try fields.money("total_cents"))
    case .paymentSucceeded:
      self = .paymentSucceeded(
        order, user: try fields.identifier("user"), amount: try fields.money("amount_cents"))
    case .paymentFailed:
      self = .paymentFailed(
        order, user: try fields.identifier("user"), amount: try fields.money("amount_cents"),
        reason: try fields.choice("reason"))
    case .orderConfirmed: self = .orderConfirmed(order, goods: try Basket(fields))
    case .orderCancelled:
      self = .orderCancelled(
        order, goods: try Basket(fields), reason: try fields.choice("reason"))
    }
  }
}
