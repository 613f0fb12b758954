import Advice
import Terminal

/// A veto, and what it does to the styles under the answers as they are.
struct VetoNews {
  /// Whether it holds.
  enum State: Int {
    case holds, mayHold, doesNotHold

    var sign: String {
      switch self {
      case .holds: "✖"
      case .mayHold: "!"
      case .doesNotHold: "·"
      }
    }

    var role: Role {
      switch self {
      case .holds: .bad
      case .mayHold: .warning
      case .doesNotHold: .muted
      }
    }

    var verb: String {
      switch self {
      case .holds: "excludes"
      case .mayHold: "may exclude"
      case .doesNotHold: "would exclude"
      }
    }
  }

  let veto: Veto
  let state: State

  /// `one-team excludes microservices`.
  var words: String {
    "\(veto.rule.id) \(state.verb) \(veto.excludes.map(\.phrase).joined(separator: " and "))"
  }
}

extension DashboardState {
  /// All vetoes: those that hold first, then those that may.
  var vetoNews: [VetoNews] {
    let results = verdict.assessment?.styles ?? []
    let holding = Set(results.flatMap { $0.excludedBy.map(\.rule.id) })
    let possible = Set(results.flatMap { $0.endangeredBy.map(\.rule.id) })
    let all = advisor.knowledge.vetoes.map { veto in
      let id = veto.rule.id
      return VetoNews(
        veto: veto,
        state: holding.contains(id) ? .holds : possible.contains(id) ? .mayHold : .doesNotHold)
    }
    return all.enumerated()
      .sorted {
        ($0.element.state.rawValue, $0.offset) < ($1.element.state.rawValue, $1.offset)
      }.map(\.element)
  }

  /// The vetoes that matter now, in one line; nil when none does.
  func vetoLine(columns: Int) -> StyledLine? {
    let news = vetoNews.filter { $0.state != .doesNotHold }
    guard !news.isEmpty else { return nil }
    let spans = news.map {
      StyledSpan("\($0.state.sign) \($0.words)  ", TextStyle($0.state.role))
    }
    return StyledLine([StyledSpan("Vetoes: ", TextStyle(.heading))] + spans)
  }
}
