/// The faults of a mesh at work: kept, told to the instances they concern, and ended in time.
struct FaultKeeper {
  private var book = FaultBook()
  private let messenger: Messenger
  private let mesh: WatchedMesh

  init(_ messenger: Messenger, _ mesh: WatchedMesh) {
    self.messenger = messenger
    self.mesh = mesh
  }

  /// Sets a fault; nil when there are too many.
  mutating func add(_ fault: Fault, _ fleet: Fleet, now: UInt64) -> Fault? {
    guard let taken = book.add(fault, now: now) else { return nil }
    tell(taken, "fault-on", "\(taken.effect) for \(taken.remaining / 1000) s")
    sendToAll(fleet, now: now)
    // A crash happens once; an instance started again must not be sent into the next one.
    if taken.crash { _ = book.remove(taken.id) }
    return taken
  }

  /// Ends one fault, or all of them, and gives those that ended.
  mutating func clear(_ id: Int?, _ fleet: Fleet, now: UInt64) -> [Fault] {
    let gone = id.map { book.remove($0).map { [$0] } ?? [] } ?? book.removeAll()
    for fault in gone { tell(fault, "fault-off", "cleared") }
    sendToAll(fleet, now: now)
    return gone
  }

  /// Says which faults are over; the instances end them by themselves.
  mutating func expire(now: UInt64) {
    for fault in book.expire(now: now) { tell(fault, "fault-off", "its time is over") }
  }

  /// Tells an instance all that concerns it.
  func send(to instance: Instance, now: UInt64) {
    messenger.send(
      book.list(for: instance.id, of: instance.role.rawValue, now: now), to: instance)
  }

  func list(now: UInt64) -> [Fault] { book.list(now: now) }

  private func sendToAll(_ fleet: Fleet, now: UInt64) {
    for instance in fleet.instances where instance.isServing { send(to: instance, now: now) }
  }

  private func tell(_ fault: Fault, _ kind: String, _ detail: String) {
    mesh.happened(kind, fault.target.text, detail)
  }
}
