public import JSON
public import YAML

/// `{"order": "o-…", "user": "user-001", "amount_cents": 1999, "state": "charged", "reason": null,
/// "at_us": 0}`.
extension Payment: WireText {
  public static var wireName: String { "a payment" }

  public init?(_ fields: inout Fields) {
    guard let order = fields.identifier("order", as: OrderID.self),
      let user = fields.identifier("user", as: UserID.self),
      let amount = fields.money("amount_cents"), let state = fields.text("state"),
      let at = fields.integer("at_us"),
      let decision = Decision(
        state: state, reason: fields.optional("reason")?.text.flatMap(CancelReason.init))
    else { return nil }
    self.init(order: order, user: user, amount: amount, decision: decision, at: at)
  }

  public func write(_ json: inout JSONWriter) {
    json.string("order", order.text)
    json.string("user", user.text)
    json.integer("amount_cents", amount.cents)
    json.string("state", decision.state)
    json.string("reason", decision.reason?.rawValue)
    json.integer("at_us", at)
  }
}

extension Payment.Decision {
  /// `charged` or `declined`.
  public var state: String { self == .charged ? "charged" : "declined" }

  public var reason: CancelReason? {
    if case .declined(let reason) = self { reason } else { nil }
  }

  /// The decision of these two words; nil when they do not belong together.
  public init?(state: String, reason: CancelReason?) {
    switch (state, reason) {
    case ("charged", nil): self = .charged
    case ("declined", let reason?): self = .declined(reason)
    default: return nil
    }
  }
}

/// `{"user": "user-001", "opened_cents": 100000, "balance_cents": 1999}`.
extension Account: WireText {
  public static var wireName: String { "an account" }

  public init?(_ fields: inout Fields) {
    guard let user = fields.identifier("user", as: UserID.self),
      let opened = fields.money("opened_cents"), let balance = fields.money("balance_cents")
    else { return nil }
    self.init(user: user, opened: opened, balance: balance)
  }

  public func write(_ json: inout JSONWriter) {
    json.string("user", user.text)
    json.integer("opened_cents", opened.cents)
    json.integer("balance_cents", balance.cents)
  }
}
