/// All faults of a mesh, each with the time at which it ends by itself.
struct FaultBook: Sendable {
  private struct Entry: Sendable {
    var fault: Fault
    /// Nanoseconds of the monotonic clock.
    var ends: UInt64
  }

  private var entries: [Entry] = []
  private var next = 1

  static let limit = 100

  /// Takes a fault and gives it its number; nil when there are too many.
  mutating func add(_ fault: Fault, now: UInt64) -> Fault? {
    guard entries.count < Self.limit else { return nil }
    var fault = fault
    fault.id = next
    next += 1
    entries.append(Entry(fault: fault, ends: now + UInt64(fault.remaining) * 1_000_000))
    return fault
  }

  /// Ends a fault early; nil when there is none of that number.
  mutating func remove(_ id: Int) -> Fault? {
    guard let index = entries.firstIndex(where: { $0.fault.id == id }) else { return nil }
    return entries.remove(at: index).fault
  }

  mutating func removeAll() -> [Fault] {
    defer { entries = [] }
    return entries.map(\.fault)
  }

  /// Takes out the faults whose time is over.
  mutating func expire(now: UInt64) -> [Fault] {
    let over = entries.filter { $0.ends <= now }.map(\.fault)
    if !over.isEmpty { entries.removeAll { $0.ends <= now } }
    return over
  }

  /// All faults with the time they still last.
  func list(now: UInt64) -> [Fault] {
    entries.map { entry in
      var fault = entry.fault
      fault.remaining = Int((max(entry.ends, now) - now) / 1_000_000)
      return fault
    }
  }

  /// The faults that concern an instance.
  func list(for instance: String, of service: String, now: UInt64) -> [Fault] {
    list(now: now).filter { fault in
      if let place = fault.place, place != instance { return false }
      return switch fault.target {
      case .service(let name): name == service
      case .instance(let name): name == instance
      case .edge(_, let to): to == service
      }
    }
  }
}
