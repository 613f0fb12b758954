internal import Glibc
internal import Platform
internal import Synchronization

/// Orders for the supervisor's main thread, which alone touches the processes.
///
/// The number of waiting orders is bounded; a descriptor becomes readable when one arrives.
final class Mailbox<Order: Sendable>: Sendable {
  private let orders: Mutex<[Order]> = Mutex([])
  private let bell: Pipe

  static var limit: Int { 64 }

  init() throws(SystemError) {
    bell = try Pipe()
    _ = fcntl(bell.reading, F_SETFL, O_NONBLOCK)
    _ = fcntl(bell.writing, F_SETFL, O_NONBLOCK)
  }

  /// Readable while orders wait.
  var descriptor: Int32 { bell.reading }

  /// False when too many wait already.
  func put(_ order: Order) -> Bool {
    let taken = orders.withLock { orders in
      guard orders.count < Self.limit else { return false }
      orders.append(order)
      return true
    }
    if taken { ring() }
    return taken
  }

  /// Wakes the main thread without an order.
  func ring() {
    var byte: UInt8 = 1
    _ = write(bell.writing, &byte, 1)
  }

  func takeAll() -> [Order] {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(bell.reading, &bytes, bytes.count) > 0 {}
    return orders.withLock { orders in
      defer { orders = [] }
      return orders
    }
  }
}

/// An order's outcome, waited for by whoever gave it.
final class Reply<Value: Sendable>: Sendable {
  private let gate = Gate<Value?>(nil)

  func give(_ value: Value) { gate.change { $0 = $0 ?? value } }

  /// Nil when the time is over first.
  func wait(milliseconds: Int) -> Value? {
    _ = gate.wait(milliseconds: milliseconds) { $0 != nil }
    return gate.value
  }
}
