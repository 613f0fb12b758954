import Advice
import Dashboard
import Platform

/// Searches for flips while the screen goes on; owns the thread for that.
///
/// All functions are called by the session's thread.
final class FlipDesk {
  private let advisor: Advisor
  private let put: @Sendable (Message) -> Void
  /// Whether a search is done at once instead, for a session that is played from a script.
  private let isInline: Bool
  private var searcher: Worker?
  /// The latest order; only that one matters.
  private let orders = Platform.Gate<Orders>(Orders())

  private struct Orders: Sendable {
    var waiting: (sheet: AnswerSheet, verdict: Int)?
    var isClosed = false
  }

  /// - Parameter put: takes what a search brought, from any thread.
  init(_ advisor: Advisor, isInline: Bool, put: @escaping @Sendable (Message) -> Void) {
    self.advisor = advisor
    self.isInline = isInline
    self.put = put
  }

  /// Has flips searched for; an order that waits still gives way.
  func search(_ sheet: AnswerSheet, verdict: Int) {
    if isInline { return put(.flips(FlipsFound(advisor, sheet, verdict: verdict))) }
    orders.change { $0.waiting = (sheet, verdict) }
    guard searcher == nil else { return }
    let (advisor, put, orders) = (advisor, put, orders)
    searcher = Worker("flip search") { _ in
      while let order = Self.next(orders) {
        put(.flips(FlipsFound(advisor, order.sheet, verdict: order.verdict)))
      }
    }
  }

  /// Waits for an order; nil when none comes any more.
  private static func next(_ orders: Platform.Gate<Orders>) -> (
    sheet: AnswerSheet, verdict: Int
  )? {
    while !orders.wait(milliseconds: 60_000, until: { $0.waiting != nil || $0.isClosed }) {}
    return orders.change { orders in
      defer { orders.waiting = nil }
      return orders.isClosed ? nil : orders.waiting
    }
  }

  /// Ends the thread after the search it is at.
  func finish() {
    orders.change { $0.isClosed = true }
    searcher?.stop()
  }
}
