import HTTP
import Instruments
import Shop
import ShopStores

/// The payment service over HTTP and the broker.
final class PaymentService: ServicePart {
  private let desk: PaymentDesk
  private let consumer: Consumer
  private let relay: Relay

  init(_ settings: ServiceSettings, _ office: PostOffice) throws(StoreProblem) {
    let store: PaymentStore = try SQLiteStore<any PaymentRecords>(path: settings.store("sqlite"))
    let desk = PaymentDesk(store)
    try desk.begin(with: settings.demo.accounts)
    let relay = office.relay(Outbox(store) { $0 })
    self.desk = desk
    self.relay = relay
    consumer = office.consumer(.orders, group: "payment") {
      (message, trace) throws(StoreProblem) in
      let handled = try desk.handle(message, trace: trace.header, now: .now)
      if handled == .done { relay.wake() }
      return handled
    }
  }

  var routes: [Route] {
    [
      Route("GET", "/payments/{order}") { [desk] incoming in
        guard let payment = try desk.payment(try incoming.identifier("order")) else {
          throw Refusal.business(404, "no payment for this order")
        }
        return Response(200, payment)
      },
      Route("GET", "/accounts/{user}") { [desk] incoming in
        guard let account = try desk.account(try incoming.identifier("user")) else {
          throw Refusal.business(404, "no account of this user")
        }
        return Response(200, account)
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
