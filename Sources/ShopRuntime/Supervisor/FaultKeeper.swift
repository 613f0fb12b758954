internal import Platform

/// The faults of a mesh at work: kept, told to the instances they concern, and ended in time.
struct FaultKeeper {
  private var book = FaultBook()
  private let messenger: Messenger
  private let mesh: WatchedMesh
  /// The latest generation of direct faults that was taken from each process.
  private var adopted: [Int32: Int] = [:]

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

  /// Takes faults that somebody set directly at an instance: from then on they are like all others, but
  /// that they act there alone. They also come back with an instance that is started again.
  mutating func adopt(_ found: DirectFaults, _ fleet: Fleet, now: UInt64) {
    guard let instance = fleet.instances.first(where: { $0.id == found.instance }),
      instance.isServing, let process = instance.child?.id, adopted[process] != found.generation
    else { return }
    adopted = adopted.filter { known in fleet.instances.contains { $0.child?.id == known.key } }
    adopted[process] = found.generation
    for var fault in found.faults {
      fault.place = instance.id
      if let taken = book.add(fault, now: now) {
        tell(
          taken, "fault-on",
          "\(taken.effect) for \(taken.remaining / 1000) s, set at \(instance.id)")
      }
    }
    send(to: instance, now: now)
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
      book.list(for: instance.id, of: instance.role.rawValue, now: now),
      adopted: instance.child.flatMap { adopted[$0.id] } ?? 0, to: instance)
  }

  func list(now: UInt64) -> [Fault] { book.list(now: now) }

  private func sendToAll(_ fleet: Fleet, now: UInt64) {
    for instance in fleet.instances where instance.isServing { send(to: instance, now: now) }
  }

  private func tell(_ fault: Fault, _ kind: String, _ detail: String) {
    mesh.happened(kind, fault.target.text, detail)
  }
}
