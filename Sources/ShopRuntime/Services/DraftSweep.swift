import Instruments
import Platform
import Shop
import Synchronization

/// Cancels drafts that nobody will place any more, as when their instance was killed.
final class DraftSweep: Sendable {
  private let desk: OrderDesk
  private let context: ServiceContext
  private let relay: Relay
  private let worker: Mutex<Worker?> = Mutex(nil)

  private static let pause = 1000
  private static let batch = 200

  init(_ desk: OrderDesk, _ context: ServiceContext, _ relay: Relay) {
    self.desk = desk
    self.context = context
    self.relay = relay
  }

  func start() {
    worker.withLock { worker in
      worker = Worker("sweep") { [self] stop in
        while !stop.wait(milliseconds: Self.pause) { run() }
      }
    }
  }

  func stop() { worker.withLock { $0.take() }?.stop() }

  private func run() {
    do throws(StoreProblem) {
      let cancelled = try desk.expireDrafts(limit: Self.batch, now: .now)
      if cancelled.isEmpty { return }
      relay.wake()
      for order in cancelled {
        context.log(.info, "draft expired", [(name: "order", value: order.id.text)])
      }
    } catch {
      context.log(.warning, error.sentence)
    }
  }
}
