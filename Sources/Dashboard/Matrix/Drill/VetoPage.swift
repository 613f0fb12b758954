import Advice
import Terminal

extension DrillContent {
  /// A veto: what it excludes, the condition with the answers it meets, reason, remedy, sources.
  static func veto(_ id: String, _ state: DashboardState, columns: Int) -> DrillContent {
    var content = DrillContent(on: .popup, columns: columns)
    guard let news = state.vetoNews.first(where: { $0.veto.rule.id == id }) else { return content }
    let rule = news.veto.rule
    content.text("\(news.state.sign) \(news.words).", news.state.role)
    content.text(news.veto.because)
    content.text(news.veto.remedy, .muted)
    content.heading("It holds when")
    if let condition = rule.when {
      content.condition(condition, state)
    } else {
      content.text("always")
    }
    content.facts(rule, state)
    content.sources(rule.sources, state)
    return content
  }

  /// Every veto, those that hold first.
  static func vetoes(_ state: DashboardState, columns: Int) -> DrillContent {
    var content = DrillContent(on: .popup, columns: columns)
    content.text("A veto excludes styles whatever they score.", .muted)
    for news in state.vetoNews {
      content.blank()
      content.link(
        "\(news.state.sign) \(news.words)", to: .page(.veto(news.veto.rule.id)), news.state.role)
      content.text(news.veto.because, .muted, indent: 2)
    }
    return content
  }

  /// The parts of a condition, each test with the answer it meets.
  private mutating func condition(
    _ condition: Condition, _ state: DashboardState, indent: Int = 0, isNegated: Bool = false
  ) {
    switch condition {
    case .atom(let atom): test(atom, state, indent: indent)
    case .not(let part):
      text("none of this:", .muted, indent: indent)
      self.condition(part, state, indent: indent + 2)
    case .all(let parts), .any(let parts):
      if parts.count > 1 {
        var isAll = false
        if case .all = condition { isAll = true }
        text(isAll ? "all of these:" : "at least one of these:", .muted, indent: indent)
      }
      for part in parts {
        self.condition(part, state, indent: indent + (parts.count > 1 ? 2 : 0))
      }
    }
  }

  private mutating func test(_ atom: Atom, _ state: DashboardState, indent: Int) {
    guard let question = state.advisor.knowledge.question(atom.question) else { return }
    let answer = state.answer(question)
    let space = String(repeating: " ", count: indent)
    let (sign, role) = Self.look(of: atom, answer)
    link(
      "\(space)\(sign) \(question.id) is \(question.domain.text(atom.values)); answered: "
        + question.text(answer), to: .row(question.id), role)
  }

  /// Whether an answer meets a test, as a sign.
  private static func look(of atom: Atom, _ answer: Answer?) -> (String, Role) {
    guard let answer else { return ("?", .unknown) }
    guard let values = answer.values, !values.intersection(atom.values).isEmpty else {
      return ("✗", .muted)
    }
    return values.isSubset(of: atom.values) ? ("✓", .bad) : ("?", .warning)
  }

  /// The dated numbers the rule rests on.
  private mutating func facts(_ rule: RuleHeader, _ state: DashboardState) {
    let ids = rule.facts + (rule.when?.atoms.compactMap(\.fact) ?? [])
    let facts = ids.enumerated().filter { ids.firstIndex(of: $0.element) == $0.offset }
      .compactMap { state.advisor.knowledge.fact($0.element) }
    guard !facts.isEmpty else { return }
    heading("Numbers")
    for fact in facts {
      text("\(fact.title): \(fact.value)\(fact.unit.map { " \($0)" } ?? ""), as of \(fact.asOf)")
      for citation in fact.sources {
        link(
          state.handbook?.source(citation.source)?.reference ?? citation.source,
          to: .page(.source(citation.source)))
      }
    }
  }
}
