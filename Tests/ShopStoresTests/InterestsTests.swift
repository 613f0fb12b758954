import Shop
import ShopTestSupport
import Testing

/// What a topic says its groups act on, against what the business does with it: the figures of
/// channels, and what a fault holds up, go by the former.
struct InterestsTests {
  private static func event(_ kind: ShopEvent.Kind) throws -> ShopEvent {
    let order = OrderID(random: 1)
    let (user, amount, goods) = (try user("ada"), Money(cents: 1), try basket(("cup", 1)))
    return switch kind {
    case .orderPlaced: .orderPlaced(order, user: user, total: amount)
    case .paymentSucceeded: .paymentSucceeded(order, user: user, amount: amount)
    case .paymentFailed: .paymentFailed(order, user: user, amount: amount, reason: .noAccount)
    case .orderConfirmed: .orderConfirmed(order, goods: goods)
    case .orderCancelled: .orderCancelled(order, goods: goods, reason: .expired)
    }
  }

  @Test(arguments: ShopEvent.Kind.allCases)
  func groupsActOnWhatTheyAreInterestedIn(kind: ShopEvent.Kind) throws {
    let stores = try Stores(.memory)
    let message = Message(try Self.event(kind), at: 0)
    let acts = [
      "payment": try stores.payments.handle(message, trace: nil, now: at(1)),
      "inventory": try stores.inventory.handle(message),
      "order": try stores.orders.settle(message, trace: nil, now: at(1)).result,
    ].mapValues { $0 != .irrelevant }
    for topic in Topic.allCases {
      for (group, events) in topic.interests {
        #expect(acts[group] == events.contains(kind) || kind.topic != topic, "\(group)")
      }
    }
    #expect(OutgoingMessage(number: 1, message: message, trace: nil).event == kind)
  }

  @Test func aPayloadThatIsNoMessageIsNoEvent() {
    let odd = OutgoingMessage(number: 1, topic: .orders, key: "o-1", payload: "{}", trace: nil)
    #expect(odd.event == nil)
  }
}
