public import JSON
public import YAML

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

  public init?(_ fields: inout Fields) {
    guard let kind = fields.choice("event", as: ShopEvent.Kind.self),
      let order = fields.identifier("order", as: OrderID.self), let at = fields.integer("at_us"),
      let event = ShopEvent(kind, order, &fields)
    else { return nil }
    self.init(event, at: at)
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
  fileprivate init?(_ kind: Kind, _ order: OrderID, _ fields: inout Fields) {
    switch kind {
    case .orderPlaced:
      guard let user = fields.identifier("user", as: UserID.self),
        let total = fields.money("total_cents")
      else { return nil }
      self = .orderPlaced(order, user: user, total: total)
    case .paymentSucceeded:
      guard let user = fields.identifier("user", as: UserID.self),
        let amount = fields.money("amount_cents")
      else { return nil }
      self = .paymentSucceeded(order, user: user, amount: amount)
    case .paymentFailed:
      guard let user = fields.identifier("user", as: UserID.self),
        let amount = fields.money("amount_cents"),
        let reason = fields.choice("reason", as: CancelReason.self)
      else { return nil }
      self = .paymentFailed(order, user: user, amount: amount, reason: reason)
    case .orderConfirmed:
      guard let goods = Basket(&fields) else { return nil }
      self = .orderConfirmed(order, goods: goods)
    case .orderCancelled:
      guard let goods = Basket(&fields),
        let reason = fields.choice("reason", as: CancelReason.self)
      else { return nil }
      self = .orderCancelled(order, goods: goods, reason: reason)
    }
  }
}
