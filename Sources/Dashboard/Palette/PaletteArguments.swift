import MeshModel
import Terminal

extension DashboardState {
  /// The commands that a line means which names one that takes further words; nil for other lines.
  func commandsWithArguments(_ typed: String) -> [PaletteCommand]? {
    if typed.hasPrefix("filter ") { return [filterCommand(String(typed.dropFirst(7)))] }
    guard typed.hasPrefix("fault ") else { return nil }
    let words = typed.split(separator: " ").dropFirst().map(String.init)
    // A word is complete when a space follows it.
    return typed.hasSuffix(" ") && words.count == 1 || words.count > 1
      ? faultCommands(on: words[0], Array(words.dropFirst()))
      : targetCommands(words.first ?? "")
  }

  private func filterCommand(_ text: String) -> PaletteCommand {
    var tab = mesh
    tab.filter.text = text.trimmingSpaces
    tab.arrange()
    let problem = mesh.isAbsent ? Sentence.noMesh : tab.filtered.problem
    return PaletteCommand(
      title: "filter \(tab.filter.text)",
      help: tab.filter.isEmpty ? Sentence.filterCommand : Sentence.filters(tab.shown.count),
      deed: .filter(tab.filter.text), obstacle: problem)
  }

  /// Why no fault can be set from the palette now.
  var faultObstacle: String? {
    if let obstacle = meshObstacle(to: .haltFaults) { return obstacle }
    if mesh.paused != nil { return Sentence.isPast }
    return mesh.armedSecondsLeft == nil ? Sentence.notArmed : nil
  }

  /// What a fault can act on: services, their instances, and the edges between them.
  private var faultTargets: [String] {
    guard let snapshot = mesh.live?.snapshot else { return [] }
    return snapshot.services.map(\.name)
      + snapshot.services.flatMap { $0.instances.map(\.id) }
      + snapshot.edges.map { "\($0.from):\($0.to)" }
  }

  private func targetCommands(_ beginning: String) -> [PaletteCommand] {
    let commands = faultTargets.map {
      PaletteCommand(
        title: "fault \($0) ", help: Sentence.faultCommand, deed: .needsMore,
        obstacle: faultObstacle)
    }
    return PaletteMatch.best(commands, beginning.isEmpty ? "" : "fault \(beginning)")
  }

  private func faultCommands(on target: String, _ words: [String]) -> [PaletteCommand] {
    let obstacle =
      faultObstacle ?? (faultTargets.contains(target) ? nil : Sentence.noTarget(target))
    func command(_ effect: FaultOrder.Effect, _ seconds: Int) -> PaletteCommand {
      let order = FaultOrder(target: target, effect: effect, seconds: seconds)
      return PaletteCommand(
        title: "fault \(target) \(effect.typed) for \(seconds)s", help: effect.meaning,
        deed: .fault(order), obstacle: obstacle)
    }
    if let (effect, seconds) = FaultWords.read(words) { return [command(effect, seconds)] }
    let offered = FaultForm(target).kinds.map { command(FaultForm(target).effect($0), 60) }
    let typed = "fault \(target) " + words.joined(separator: " ")
    return offered.filter { $0.title.hasPrefix(typed) }
  }
}

/// The words of a fault as they are typed: `latency 300ms`, `errors 50% for 20s`, `down`.
enum FaultWords {
  /// The effect and the seconds it lasts; nil when the words are no complete fault.
  static func read(_ words: [String]) -> (FaultOrder.Effect, seconds: Int)? {
    var words = words[...]
    var seconds = 60
    if words.count > 2, words[words.endIndex - 2] == "for", let last = words.last {
      guard let milliseconds = milliseconds(last), milliseconds >= 1000,
        milliseconds <= 3_600_000
      else { return nil }
      seconds = milliseconds / 1000
      words = words.dropLast(2)
    }
    let simple: [String: FaultOrder.Effect] = [
      "down": .down, "crash": .crash, "hang": .hang, "reset": .reset,
    ]
    switch (words.first, words.dropFirst().first, words.count) {
    case ("latency", let time?, 2):
      guard let time = milliseconds(time), time > 0, time <= 60_000 else { return nil }
      return (.latency(time), seconds)
    case ("errors", let share?, 2):
      guard share.hasSuffix("%"), let share = number(share.dropLast()), (1...100).contains(share)
      else { return nil }
      return (.errors(share), seconds)
    case (let word?, nil, 1): return simple[word].map { ($0, seconds) }
    default: return nil
    }
  }

  private static func milliseconds(_ text: String) -> Int? {
    for (unit, factor) in [("ms", 1), ("s", 1000), ("m", 60_000)] where text.hasSuffix(unit) {
      return number(text.dropLast(unit.count)).map { $0 * factor }
    }
    return nil
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }
}

extension FaultOrder.Effect {
  /// As it is typed in the palette.
  fileprivate var typed: String {
    if case .latency(let milliseconds) = self { return "latency \(milliseconds)ms" }
    return words
  }
}
