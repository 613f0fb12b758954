import Instruments
import Platform
import Shop
import Synchronization

/// Cancels drafts that nobody will place any more, as when their instance was killed.
final class DraftSweep: Sendable {
  private let store: OrderStore
  private let context: ServiceContext
  private let worker: Mutex<Worker?> = Mutex(nil)

  private static let pause = 1000
  private static let expiring = ExpireDrafts(limit: 200)

  init(_ store: OrderStore, _ context: ServiceContext) {
    self.store = store
    self.context = context
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
      for order in try Self.expiring.run(on: store, now: .now) {
        context.log(.info, "draft expired", [(name: "order", value: order.id.text)])
      }
    } catch {
      context.log(.warning, error.sentence)
    }
  }
}
