public import Instruments

extension Span {
  /// Why it failed, as people read it, as in `503` or `breaker open: order → payment, not sent`; nil when
  /// all went well.
  public var failureWords: String? {
    guard let failure else { return nil }
    guard let breaker, let callee else { return failure }
    return "breaker \(breaker): \(service) → \(callee), not sent"
  }
}

extension Trace {
  /// Where trouble began and how, as in `payment-1: 503`; nil when nothing failed.
  public var failureWords: String? {
    guard let first = origins.first, let words = first.failureWords else { return nil }
    return first.breaker == nil ? "\(first.origin): \(words)" : words
  }
}

extension Span {
  /// Who failed: of a call that nobody answered, also whom it was meant for.
  fileprivate var origin: String {
    kind == .client || kind == .producer ? "\(instance) → \(callee ?? name)" : instance
  }
}
