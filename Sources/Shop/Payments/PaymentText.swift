public import JSON

/// `{"order": "o-…", "user": "user-001", "amount_cents": 1999, "state": "charged", "reason": null,
/// "at_us": 0}`.
extension Payment: WireText {
  public static var wireName: String { "a payment" }

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    let reason = fields.optional("reason")?.string.flatMap(CancelReason.init)
    guard let decision = Decision(state: try fields.text("state"), reason: reason) else {
      throw try fields.required("state").expected("'charged', or 'declined' with a reason")
    }
    self.init(
      order: try fields.identifier("order"), user: try fields.identifier("user"),
      amount: try fields.money("amount_cents"), decision: decision,
      at: try fields.integer("at_us"))
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

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    self.init(
      user: try fields.identifier("user"), opened: try fields.money("opened_cents"),
      balance: try fields.money("balance_cents"))
  }

  public func write(_ json: inout JSONWriter) {
    json.string("user", user.text)
    json.integer("opened_cents", opened.cents)
    json.integer("balance_cents", balance.cents)
  }
}
