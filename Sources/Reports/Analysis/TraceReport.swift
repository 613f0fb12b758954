public import Advice
import JSON
import Terminal

/// Every rule: fired, not fired or undecided, and why.
public struct TraceReport: Sendable {
  public let system: String?
  public let traces: [RuleTrace]
  public let knowledge: KnowledgeBase

  public init(system: String?, traces: [RuleTrace], knowledge: KnowledgeBase) {
    self.system = system
    self.traces = traces
    self.knowledge = knowledge
  }

  /// One rule a paragraph: outcome, kind, id, effect, the first part that fails, sources.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    if let system { page.text(system, .heading) }
    page.text(TraceSentence.count(traces))
    for kind in EntryKind.allCases {
      let mine = traces.filter { $0.kind == kind }
      if mine.isEmpty { continue }
      page.blank()
      for trace in mine { tell(trace, &page) }
    }
    return page
  }

  private func tell(_ trace: RuleTrace, _ page: inout Page) {
    let word = TraceSentence.outcome(trace)
    var spans = [StyledSpan("\(trace.kind.key) \(trace.id)", .heading)]
    if let effect = TraceSentence.effect(trace) { spans.append(StyledSpan(": \(effect)")) }
    if let reason = TraceSentence.reason(trace) { spans.append(StyledSpan("; \(reason)")) }
    let role: Role = trace.hasFired ? .accent : .muted
    page.item(label: [StyledSpan(word, role)], width: 11, spans)
  }

  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.trace/1")
      $0.string("system", system)
      $0.array("rules", traces, write)
    }
    return json.bytes
  }

  private func write(_ json: inout JSONWriter, _ trace: RuleTrace) {
    json.object {
      $0.string("rule", trace.id)
      $0.string("kind", trace.kind.key)
      $0.string("outcome", TraceSentence.outcome(trace))
      $0.array("styles", (trace.styles ?? []).map(\.rawValue))
      $0.flag("for_other_styles", trace.isForOtherStyles)
      $0.string("severity", trace.severity?.rawValue)
      if let points = trace.points {
        $0.object("points") { json in
          for style in Style.allCases { json.raw(style.rawValue, points[style].description) }
        }
      }
      $0.array("failing", trace.obstacles) { json, test in
        json.object {
          $0.string("question", test.question)
          $0.string("expected", test.expectedText)
          $0.string("actual", test.answerText)
          $0.string("fact", test.fact)
        }
      }
    }
  }
}

extension RuleTrace {
  /// Whether it says something about these answers.
  var hasFired: Bool { truth == .yes && !isForOtherStyles }
}

/// Every sentence of a trace.
enum TraceSentence {
  static func outcome(_ trace: RuleTrace) -> String {
    if trace.isForOtherStyles { return "not fired" }
    switch trace.truth {
    case .yes: return "fired"
    case .no: return "not fired"
    case .undecided: return "undecided"
    }
  }

  static func count(_ traces: [RuleTrace]) -> String {
    func count(_ outcome: String) -> Int { traces.count { self.outcome($0) == outcome } }
    return "\(traces.count) rules: \(count("fired")) fired, \(count("not fired")) did not, "
      + "\(count("undecided")) are undecided."
  }

  /// What the rule does; nil where its kind and name say it all.
  static func effect(_ trace: RuleTrace) -> String? {
    if let points = trace.points {
      return Style.allCases.map { "\($0.rawValue) \(points[$0].short)" }.joined(separator: ", ")
    }
    if let severity = trace.severity { return severity.rawValue }
    guard let styles = trace.styles else { return nil }
    let names = styles.map(\.phrase).joined(separator: ", ")
    return trace.kind == .vetoes ? "excludes \(names)" : "for \(names)"
  }

  /// Why it says nothing, or not yet; nil when it fired.
  static func reason(_ trace: RuleTrace) -> String? {
    if trace.isForOtherStyles { return "another style is recommended" }
    if trace.truth == .yes { return nil }
    if trace.kind == .criteria {
      return trace.truth == .no ? "its question does not apply" : "its question is open: the mean"
    }
    guard let test = trace.obstacles.first else { return nil }
    let fact = test.fact.map { " (fact \($0))" } ?? ""
    let answer = test.answer == nil ? "not answered" : "answered \(test.answerText)"
    return "requires \(test.question) to be \(test.expectedText)\(fact); \(answer)"
  }
}
