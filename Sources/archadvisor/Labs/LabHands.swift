import Labs
import ShopRuntime
import Synchronization

/// Does to a mesh what a lab asks for, and takes it back again.
///
/// May be used by several threads, one after the other.
final class LabHands: Sendable {
  private let name: String
  private let folders: MeshFolders
  private let held = Mutex(Held())

  /// What is in force because of the lab.
  private struct Held: Sendable {
    var faults: [LabFault: Int] = [:]
    var load: LabLoadWorker?
    /// What is to be done besides, when it all ends; nil when there is nothing to end.
    var atEnd: [LabDeed]?
  }

  /// Milliseconds to wait for an answer of the mesh.
  private static let patience = 5000
  /// Milliseconds a fault of the lab has to last at least to do for one that is asked for again.
  private static let enough = 60_000

  init(mesh name: String, _ folders: MeshFolders) {
    self.name = name
    self.folders = folders
  }

  /// Does everything, in order.
  ///
  /// - Parameter thenAtEnd: what ``cleanUp(_:)`` is to do, should nobody tell it.
  /// - Returns: why something could not be done, in a sentence; nil when it was.
  func perform(_ deeds: [LabDeed], thenAtEnd cleanup: [LabDeed]) -> String? {
    held.withLock { $0.atEnd = cleanup }
    return perform(deeds)
  }

  /// Does everything, in order.
  func perform(_ deeds: [LabDeed]) -> String? {
    attempt { client throws(ControlClient.Problem) in
      for deed in deeds { try self.perform(deed, client) }
    }
  }

  /// Ends the lab's load and its faults and does what it asks for at its end; all of it, whatever
  /// fails. Safe to repeat.
  ///
  /// - Parameter deeds: nil does what was asked for beforehand.
  /// - Returns: why something may have been left behind, in a sentence.
  func cleanUp(_ deeds: [LabDeed]?) -> String? {
    let before = held.withLock { held in
      defer { held = Held() }
      return held
    }
    before.load?.stop()
    // A mesh that is gone took everything with it.
    guard folders.isHeld else { return nil }
    let problems = before.faults.values.sorted().map { number in
      attempt { client throws(ControlClient.Problem) in
        // Most have ended by then, by themselves or by the learner.
        guard try client.faults().contains(where: { $0.id == number }) else { return }
        _ = try client.clear(id: number)
      }
    }
    guard let deeds = deeds ?? before.atEnd else { return problems.compactMap(\.self).first }
    return (problems + [perform(deeds)]).compactMap(\.self).first
  }

  private func perform(
    _ deed: LabDeed, _ client: ControlClient
  ) throws(ControlClient.Problem) {
    switch deed {
    case .load(let load): try put(load, on: client)
    case .endLoad: held.withLock { $0.load.take() }?.stop()
    case .fault(let fault): try set(fault, client)
    case .clear(let target):
      for fault in try client.faults() where fault.target.text == target {
        _ = try client.clear(id: fault.id)
      }
    }
  }

  private func put(_ load: LabLoad, on client: ControlClient) throws(ControlClient.Problem) {
    let old = held.withLock { held -> LabLoadWorker? in
      guard let worker = held.load, worker.load != load || worker.hasEnded else { return nil }
      defer { held.load = nil }
      return worker
    }
    old?.stop()
    if held.withLock({ $0.load != nil }) { return }
    let worker = try LabLoadWorker(load, gateway: try client.status().gateway)
    held.withLock { $0.load = worker }
  }

  /// A fault that is set already does, unless it soon ends: then a fresh one takes its place.
  private func set(_ fault: LabFault, _ client: ControlClient) throws(ControlClient.Problem) {
    guard let wanted = Fault(fault) else {
      throw .refused(status: 400, message: MeshSentence.badTarget(fault.target))
    }
    let old = held.withLock { $0.faults[fault] }
    let remaining = try client.faults().first { $0.id == old }?.remaining ?? 0
    if remaining >= min(Self.enough, fault.seconds * 500) { return }
    let number = try client.add(wanted).id
    held.withLock { $0.faults[fault] = number }
    if let old, remaining > 0 { _ = try client.clear(id: old) }
  }

  private func attempt(
    _ body: (ControlClient) throws(ControlClient.Problem) -> Void
  ) -> String? {
    do throws(ControlClient.Problem) {
      try body(try ControlClient(folders, limit: Self.patience))
      return nil
    } catch {
      return MeshSentence.words(error, mesh: name)
    }
  }
}

extension Fault {
  /// The fault of a lab; nil for a target that is none.
  fileprivate init?(_ fault: LabFault) {
    guard let target = Target(fault.target) else { return nil }
    self.init(id: 0, target: target, remaining: fault.seconds * 1000)
    switch fault.effect {
    case .latency(let milliseconds): latency = milliseconds
    case .errors(let percent): errors = percent
    case .down: down = true
    case .crash: crash = true
    case .hang: hang = true
    case .reset: reset = true
    }
  }
}
