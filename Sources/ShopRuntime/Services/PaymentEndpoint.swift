import HTTP
import Instruments
import Shop
import ShopStores

/// The payment service over HTTP and the broker.
final class PaymentEndpoint: ServicePart {
  private let store: PaymentStore
  private let consumer: Consumer
  private let relay: Relay

  init(_ settings: ServiceSettings, _ office: PostOffice) throws(StoreProblem) {
    let kept = try SQLiteStore<PaymentWork>(SQLiteDatabase(path: settings.store("sqlite")))
    let accounts = settings.demo.accounts
    try kept.write { work throws(StoreProblem) in _ = try PaymentService.seed(accounts, in: work) }
    let relay = office.relay(Outbox(kept))
    let store = NotifyingStore(kept) { relay.wake() }
    self.store = store
    self.relay = relay
    consumer = office.consumer(.orders, group: PaymentService.name) {
      (message, trace) throws(StoreProblem) in
      try store.write { work throws(StoreProblem) in
        try PaymentService.handle(message, trace: trace.header, now: .now, in: work)
      }
    }
  }

  var routes: [Route] {
    [
      Route("GET", "/payments/{order}") { [store] incoming in
        let order: OrderID = try incoming.identifier("order")
        let found = try store.read { work throws(StoreProblem) in
          try work.records.payment(order)
        }
        guard let found else { throw Refusal.business(404, "no payment for this order") }
        return Response(200, found)
      },
      Route("GET", "/accounts/{user}") { [store] incoming in
        let user: UserID = try incoming.identifier("user")
        let found = try store.read { work throws(StoreProblem) in try work.records.account(user) }
        guard let found else { throw Refusal.business(404, "no account of this user") }
        return Response(200, found)
      },
    ]
  }

  func start() {
    relay.start()
    consumer.start()
  }

  func drain() { consumer.stop() }

  func stop() {
    consumer.stop()
    relay.stop()
  }
}
