import Advice
import Terminal

extension DashboardState {
  /// The columns of text in a box.
  private var boxColumns: Int { min(96, size.columns - 4) - 6 }

  /// The lines of the help or of the text that is open.
  func boxLines() -> [StyledLine] {
    switch box {
    case .help: return helpLines(columns: boxColumns)
    case .reading(.question(let id), _):
      guard let question = advisor.knowledge.question(id) else { return [] }
      return QuestionText(question, advisor.knowledge, on: .popup).lines(columns: boxColumns)
    case .reading(.labStep, _): return labTextLines(columns: boxColumns)
    default: return []
    }
  }

  /// How many lines there are.
  var boxLineCount: Int { boxLines().count }

  /// How many of them are visible at once.
  var boxTextRows: Int { max(1, min(boxLineCount, size.rows - 6)) }

  private func helpLines(columns: Int) -> [StyledLine] {
    let scopes = scopesBelowBox
    let bindings = keys.bindings(in: scopes)
    let groups = scopes.map { scope in
      HelpSheet.Group(
        scope.title,
        bindings.filter { $0.scope == scope }.map { binding in
          let reason = obstacle(to: binding.action).map { " (Not now: \(spelled($0)))" } ?? ""
          return .init(binding.keysLabel, binding.help + reason)
        })
    }
    let signs = tab.isOfMesh ? meshSigns : answerSigns
    return HelpSheet(groups + [signs]).lines(columns: columns)
  }

  /// What the signs on the screens mean.
  private var answerSigns: HelpSheet.Group {
    HelpSheet.Group(
      "Signs",
      [
        .init(
          "● ○ ✖", "A style that can still come first, cannot any more, is excluded by a veto."),
        .init("!", "A style that a veto may still exclude, depending on answers that are open."),
        .init(
          "● ◐ ○ –", "A question with one answer, several still possible, none, no sense here."),
        .init("├─●─┤", "A score from 0 to 100, between the worst and the best it can become."),
        .init(
          Style.allCases.map(\.shortName).joined(separator: " "),
          "In narrow columns: \(Style.allCases.map(\.phrase).joined(separator: ", "))."),
        .init("▲ ▼", "A rank gone up or down by the last change."),
        .init("*", "A weight that is not the knowledge base's own."),
      ])
  }

  private var meshSigns: HelpSheet.Group {
    HelpSheet.Group(
      "Signs",
      [
        .init("● ▲ ✖", "A service that is healthy, degraded, failing."),
        .init("◐ ◌ ?", "A service that is starting, has no traffic, is not known of."),
        .init("─ ╳ ◐", "A breaker that lets calls through, stops them, tries with one."),
        .init("▲ ! ○", "A breaker near its limit, held by somebody, switched off."),
        .init("open ◐", "A second sign: a state that has just passed, in milliseconds."),
        .init("◆ ━ ◇", "A fault that was set, lasts, has ended."),
        .init("-", "Not known, or nothing was counted."),
        .init("inflight", "Requests that are worked on now."),
        .init("✖ ◐ (lane)", "A probe that failed, and one that was let through."),
        .init("underlined", "More than one thing happened in that cell; the gravest is shown."),
        .init("×2.5 a → b", "Retries make so many attempts of a call, where that is a lot."),
        .init("opened", "How often it opened: a probe that fails opens it again."),
        .init("its trips", "From opening to closing; failed probes prolong a trip."),
        .init("probe", "When a tripped breaker lets the next call through to try."),
        .init("to trip", "How far a breaker is on its way to stopping calls."),
        .init("▁▄█", "The rate of the last minute, against its own highest."),
      ])
  }

  /// The scopes of the screen that the help explains.
  var scopesBelowBox: [KeyScope] {
    var below = self
    below.box = nil
    return below.scopes
  }
}
