public import Advice
import JSON
import Terminal

/// The smallest changes of given answers that lead to another recommendation.
public struct FlipReport: Sendable {
  public let system: String?
  /// What is recommended now; nil when every style is excluded.
  public let recommended: Style?
  /// What the changes must lead to; nil for any other style.
  public let wanted: Style?
  /// All of one size, those easiest to bring about first.
  public let flips: [Flip]
  public let knowledge: KnowledgeBase

  public init(
    system: String?, recommended: Style?, wanted: Style?, flips: [Flip], knowledge: KnowledgeBase
  ) {
    self.system = system
    self.recommended = recommended
    self.wanted = wanted
    self.flips = flips
    self.knowledge = knowledge
  }
}

extension FlipReport {
  /// The most flips told one by one.
  static let limit = 20

  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    if let system { page.text(system, .heading) }
    page.text(FlipSentence.opening(recommended, wanted, flips))
    if flips.isEmpty { return page }
    page.blank()
    let alike = FlipGroup.groups(flips)
    for group in alike.prefix(Self.limit) { tell(group, &page) }
    if alike.count > Self.limit {
      page.text(FlipSentence.more(alike.count - Self.limit), .muted, indent: 2)
    }
    return page
  }

  private func tell(_ group: FlipGroup, _ page: inout Page) {
    let effort = group.nearest.changes.compactMap { knowledge.question($0.question)?.change }
      .max { $0.effort < $1.effort }
    let remark = effort.map { FlipSentence.remark($0, others: group.others) } ?? ""
    page.text(
      group.nearest.spans(knowledge) + [StyledSpan(remark, .muted)], indent: 2, hanging: 2)
  }

  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.flip/1")
      $0.string("system", system)
      $0.string("recommended", recommended?.rawValue)
      $0.string("to", wanted?.rawValue)
      $0.array("flips", flips) { $0.flip($1, knowledge) }
    }
    return json.bytes
  }
}

extension Flip {
  /// What changes, and the style that leads to.
  func spans(_ knowledge: KnowledgeBase) -> [StyledSpan] {
    let changes = changes.compactMap { change in
      knowledge.question(change.question).map { AssessmentSentence.change(change, $0) }
    }
    return [
      StyledSpan("\(AssessmentSentence.list(changes)): "), StyledSpan(style.phrase, .accent),
    ]
  }
}

/// Every sentence about flips.
enum FlipSentence {
  static func opening(_ recommended: Style?, _ wanted: Style?, _ flips: [Flip]) -> String {
    let now = recommended.map { "Recommended is \($0.phrase)." } ?? "Every style is excluded."
    if let wanted, wanted == recommended { return "\(now) There is nothing to change." }
    let target = wanted.map(\.phrase) ?? "another style"
    guard let size = flips.first?.changes.count else {
      return "\(now) No \(number(Flip.sizeLimit)) answers changed at once lead to \(target), "
        + "and no fewer either."
    }
    let answers = size == 1 ? "a single answer" : "\(number(size)) answers together"
    return "\(now) Changing \(answers) leads to \(target):"
  }

  static func effort(_ change: Question.Change) -> String {
    switch change {
    case .easy: "easy to change"
    case .moderate: "takes some effort"
    case .hard: "hard to change"
    case .fixed: "a given fact, not a choice"
    }
  }

  static func remark(_ effort: Question.Change, others: Int) -> String {
    let ways =
      others == 0
      ? ""
      : others == 1
        ? "; one other value has the same effect"
        : "; \(number(others)) other values have the same effect"
    return " (\(self.effort(effort))\(ways))"
  }

  static func more(_ count: Int) -> String { "and \(count) more; -o json lists them all" }

  private static func number(_ count: Int) -> String {
    ["no", "one", "two", "three"].indices.contains(count)
      ? ["no", "one", "two", "three"][count] : String(count)
  }
}

extension JSONWriter {
  /// A flip; its values can be pasted back as answers.
  mutating func flip(_ flip: Flip, _ knowledge: KnowledgeBase) {
    object {
      $0.array("changes", flip.changes) { json, change in
        guard let question = knowledge.question(change.question) else { return }
        json.object {
          $0.string("question", change.question)
          $0.values("from", change.from, question.domain)
          $0.values("to", ValueSet(values: [change.to]), question.domain)
        }
      }
      $0.string("style", flip.style.rawValue)
    }
  }
}
