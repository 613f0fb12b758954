import MeshLook
import MeshModel
import Terminal

extension DetailText {
  /// One instance: how it does and who says so, its part of the work, and what was done to it.
  mutating func add(_ instance: Snapshot.Instance, of service: Snapshot.Service) {
    let observers = instance.observedBy
    let seen =
      observers.isEmpty
      ? ""
      : observers == [instance.id]
        ? ", by its own answers"
        : ", as \(Self.list(observers)) \(observers.count == 1 ? "sees" : "see") it"
    add(
      "\(instance.health.sign) \(instance.id) of \(service.name) is \(instance.health.rawValue)\(seen).",
      instance.health.role)
    if let reason = instance.reason { add(reason, instance.health.role) }
    add(
      "version \(instance.version ?? Figures.unknown), address \(instance.address ?? Figures.unknown)",
      .muted)
    if instance.traffic.answersPerSecond ?? 0 > 0 || !takesMessages(service) {
      add(instance.traffic)
    }
    add(instance.messages)
    if let rate = instance.traffic.answersPerSecond,
      let all = service.traffic.answersPerSecond, all > 0, rate <= all
    {
      add("That is \(Figures.share(rate / all)) of what \(service.name) answers.", .muted)
    }
    addRestarts(instance.id)
    addBreakers(
      snapshot.breakers.filter { $0.instance == instance.id || $0.observers.contains(instance.id) })
    addInstances(service, "Beside it", except: instance.id)
  }

  private mutating func addRestarts(_ id: String) {
    let restarts = (state.mesh.frame?.events ?? []).filter {
      $0.kind == .restart && $0.subject == id
    }
    guard let last = restarts.last else { return }
    let times = restarts.count == 1 ? "Restarted once" : "Restarted \(restarts.count) times"
    let age = state.ageWords(last.at).map { ", the last time \($0) ago" } ?? ""
    add("▸ \(times)\(age)\(last.detail.isEmpty ? "" : ": \(last.detail)").", .warning)
  }

  /// The first few of a list.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }
}
