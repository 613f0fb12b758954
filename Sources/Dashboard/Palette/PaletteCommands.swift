import Advice
import MeshModel
import Terminal

extension DashboardState {
  /// What fits what is typed in the palette, the best first.
  func commands(for palette: Palette) -> [PaletteCommand] {
    var below = self
    below.box = nil
    let typed = palette.input.text
    if let commands = below.commandsWithArguments(typed) { return commands }
    let all = below.allCommands
    let wanted = typed.trimmingSpaces
    guard wanted.isEmpty else { return PaletteMatch.best(all, wanted) }
    let recent = commandHistory.titles.compactMap { title in
      all.first { $0.title == title } ?? below.commandsWithArguments(title)?.first
    }
    let titles = Set(recent.map(\.title))
    return recent + PaletteMatch.best(all.filter { !titles.contains($0.title) }, "")
  }

  /// Everything that needs no further words, and the beginnings of what does.
  private var allCommands: [PaletteCommand] {
    actionCommands + beginnings + themeCommands + serviceCommands + questionCommands
      + patternCommands
  }

  /// What the keys of the screen do.
  private var actionCommands: [PaletteCommand] {
    var seen: Set<String> = []
    return keys.bindings(in: scopes).compactMap { binding in
      switch binding.action {
      case .move, .openPalette, .armFaults: return nil
      default: break
      }
      guard seen.insert(binding.label).inserted else { return nil }
      return PaletteCommand(
        title: binding.label, help: binding.help, deed: .action(binding.action),
        keys: binding.keysLabel, alias: binding.action == .quit ? "q" : nil,
        obstacle: obstacle(to: binding.action))
    }
  }

  private var beginnings: [PaletteCommand] {
    let isArmed = mesh.armedSecondsLeft != nil
    return [
      PaletteCommand(
        title: isArmed ? "disarm" : "arm",
        help: isArmed ? Sentence.disarms : Sentence.arms, deed: .arming,
        keys: keyLabel(of: .armFaults), obstacle: meshObstacle(to: .armFaults)),
      PaletteCommand(
        title: "fault ", help: Sentence.faultCommand, deed: .needsMore, obstacle: faultObstacle),
      PaletteCommand(
        title: "filter ", help: Sentence.filterCommand, deed: .needsMore,
        keys: keyLabel(of: .filter), obstacle: mesh.isAbsent ? Sentence.noMesh : nil),
    ] + loadCommands
  }

  /// Traffic is sent from elsewhere; who looks for it here is told from where.
  private var loadCommands: [PaletteCommand] {
    guard mesh.isOwn, !mesh.isAbsent else { return [] }
    return [
      PaletteCommand(
        title: "load", help: Sentence.loadHint(mesh.nameOption), deed: .needsMore,
        obstacle: Sentence.loadHint(mesh.nameOption))
    ]
  }

  private var themeCommands: [PaletteCommand] {
    themes.map {
      PaletteCommand(title: "theme \($0.name)", help: $0.summary, deed: .theme($0.name))
    }
  }

  private var serviceCommands: [PaletteCommand] {
    (mesh.frame?.snapshot?.services ?? []).map {
      PaletteCommand(
        title: "goto \($0.name)", help: Sentence.goesToService, deed: .service($0.name))
    }
  }

  private var questionCommands: [PaletteCommand] {
    questions.map {
      PaletteCommand(title: "question \($0.id)", help: $0.text, deed: .question($0.id))
    }
  }

  private var patternCommands: [PaletteCommand] {
    advisor.knowledge.patterns.map {
      PaletteCommand(
        title: "pattern \($0.rule.id)", help: "\($0.title): \($0.what)",
        deed: .pattern($0.rule.id))
    }
  }

  /// The keys of an action wherever it has some.
  func keyLabel(of action: Action) -> String {
    keys.bindings.first { $0.action == action }?.keysLabel ?? ""
  }
}

extension String {
  var trimmingSpaces: String {
    let start = drop { $0 == " " }
    return String(start.prefix(start.count - start.reversed().prefix { $0 == " " }.count))
  }
}
