public import YAML

/// One test on one question: its answer lies in a set of values. Or on two: their ratio does.
public struct Atom: Sendable {
  public let question: String
  /// The question whose number the other is divided by; nil for a test on one question.
  public let per: String?
  /// The values that make it true; for a ratio in the steps of `Ratio`.
  public let values: ValueSet
  /// The fact the number came from, if it did.
  public let fact: String?
  public let place: Place

  init(
    question: String, per: String? = nil, values: ValueSet, fact: String?, place: Place
  ) {
    self.question = question
    self.per = per
    self.values = values
    self.fact = fact
    self.place = place
  }

  /// The questions it speaks of.
  public var questions: [String] { [question] + (per.map { [$0] } ?? []) }

  /// What it tests: the id of a question, or the name of a ratio.
  public var dimension: String { per.map { Ratio.name(question, per: $0) } ?? question }
}

/// A closed, analysable condition over answers: no arithmetic, no free expressions.
public indirect enum Condition: Sendable {
  case atom(Atom)
  case all([Condition])
  case any([Condition])
  case not(Condition)

  /// All atoms in the order of the file.
  public var atoms: [Atom] {
    switch self {
    case .atom(let atom): [atom]
    case .all(let parts), .any(let parts): parts.flatMap(\.atoms)
    case .not(let part): part.atoms
    }
  }

  /// Adds the facts its numbers came from, without listing all atoms first.
  func collectFacts(_ facts: inout Set<String>) {
    switch self {
    case .atom(let atom): if let fact = atom.fact { facts.insert(fact) }
    case .all(let parts), .any(let parts): for part in parts { part.collectFacts(&facts) }
    case .not(let part): part.collectFacts(&facts)
    }
  }

  /// In how many ways it can be true: what all its choices multiply to, counted up to `most`.
  func alternatives(upTo most: Int, negated: Bool = false) -> Int {
    switch self {
    case .atom: return 1
    case .not(let part): return part.alternatives(upTo: most, negated: !negated)
    case .all(let parts), .any(let parts):
      var isProduct = negated
      if case .all = self { isProduct = !negated }
      return parts.reduce(isProduct ? 1 : 0) { count, part in
        let more = part.alternatives(upTo: most, negated: negated)
        return min(isProduct ? count * more : count + more, most)
      }
    }
  }
}

/// What conditions may speak of.
struct Vocabulary {
  let questions: [String: Question]
  let facts: [String: Fact]

  init(questions: [Question], facts: [Fact]) {
    self.questions = Dictionary(questions.map { ($0.id, $0) }) { first, _ in first }
    self.facts = Dictionary(facts.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The question of that id, or a complaint that offers the nearest one.
  func question(_ node: Node, _ complaints: Complaints) -> Question? {
    guard let id = node.text(complaints) else { return nil }
    if questions[id] == nil {
      complaints.add(node.place, KnowledgeSentence.unknownQuestion(id, questions.keys.sorted()))
    }
    return questions[id]
  }
}

/// Reads conditions.
struct ConditionReader {
  let vocabulary: Vocabulary
  let complaints: Complaints

  /// The most ways in which a condition may be true; every question about it costs that many steps.
  static let limit = 1000

  /// Reads a whole condition.
  func read(_ node: Node) -> Condition? {
    guard let condition = part(node) else { return nil }
    if condition.alternatives(upTo: Self.limit + 1) > Self.limit {
      complaints.add(node.place, KnowledgeSentence.tooManyAlternatives(Self.limit))
      return nil
    }
    return condition
  }

  private func part(_ node: Node) -> Condition? {
    var fields = Fields(node, "a condition", complaints)
    defer { fields.finish() }
    if fields.has("question") { return atom(&fields).map(Condition.atom) }
    if fields.has("all") { return .all(parts(fields.list("all"), node)) }
    if fields.has("any") { return .any(parts(fields.list("any"), node)) }
    if fields.has("not") { return fields.required("not").flatMap(part).map(Condition.not) }
    if node.isMapping { complaints.add(node.place, KnowledgeSentence.noCondition) }
    return nil
  }

  private func parts(_ nodes: [Node], _ whole: Node) -> [Condition] {
    if nodes.isEmpty { complaints.add(whole.place, KnowledgeSentence.emptyCondition) }
    return nodes.compactMap(part)
  }

  private func atom(_ fields: inout Fields) -> Atom? {
    let node = fields.node
    let question = fields.required("question").flatMap { vocabulary.question($0, complaints) }
    let isRatio = fields.has("per")
    let per = fields.optional("per").flatMap { vocabulary.question($0, complaints) }
    let tests = ["is", "in", "at-least", "at-most", "between"].compactMap { name in
      fields.optional(name).map { (name: name, node: $0) }
    }
    guard let question, !isRatio || per != nil else { return nil }
    guard tests.count == 1, let test = tests.first else {
      complaints.add(node.place, KnowledgeSentence.oneTest)
      return nil
    }
    if let per, !Self.canBeCompared(question, per) {
      complaints.add(node.place, KnowledgeSentence.noRatio(question.id, per.id))
      return nil
    }
    var fact: String?
    let range = question.domain.range
    // There may be less than one for each.
    let whole = isRatio ? 0...range.upperBound : range
    guard let values = values(test.name, test.node, question, whole, &fact) else { return nil }
    return Atom(
      question: question.id, per: per?.id,
      values: isRatio ? Ratio.steps(values, of: question.domain) : values, fact: fact,
      place: node.place)
  }

  /// A ratio takes two different whole numbers, none of which is ever 0.
  private static func canBeCompared(_ question: Question, _ other: Question) -> Bool {
    guard case .integer(let upper) = question.domain, case .integer(let lower) = other.domain else {
      return false
    }
    return question.id != other.id && upper.lowerBound > 0 && lower.lowerBound > 0
  }

  private func values(
    _ test: String, _ node: Node, _ question: Question, _ whole: ClosedRange<Int>,
    _ fact: inout String?
  ) -> ValueSet? {
    if test.hasPrefix("at-") || test == "between", !question.domain.isOrdered {
      complaints.add(node.place, KnowledgeSentence.notOrdered(question.id))
      return nil
    }
    switch test {
    case "is": return value(node, question, &fact).map { ValueSet($0...$0) }
    case "at-least": return value(node, question, &fact).map { ValueSet($0...whole.upperBound) }
    case "at-most": return value(node, question, &fact).map { ValueSet(whole.lowerBound...$0) }
    case "in":
      return ValueSet(values: node.list(complaints).compactMap { value($0, question, &fact) })
    default:
      let ends = node.list(complaints).compactMap { value($0, question, &fact) }
      guard ends.count == 2, ends[0] <= ends[1] else {
        complaints.add(node.place, KnowledgeSentence.badBounds)
        return nil
      }
      return ValueSet(ends[0]...ends[1])
    }
  }

  /// A word, a number, or a number from a fact.
  private func value(_ node: Node, _ question: Question, _ fact: inout String?) -> Int? {
    guard node.isMapping else {
      let value = node.text.flatMap(question.domain.value)
      if value == nil {
        complaints.add(node.place, FieldSentence.expected(question.domain.expectation, node))
      }
      return value
    }
    var fields = Fields(node, "a fact", complaints)
    let id = fields.text("fact")
    fields.finish()
    guard let id else { return nil }
    guard let found = vocabulary.facts[id] else {
      complaints.add(node.place, KnowledgeSentence.unknownFact(id, vocabulary.facts.keys.sorted()))
      return nil
    }
    fact = id
    let value = question.domain.value(found.value)
    if value == nil {
      complaints.add(node.place, KnowledgeSentence.factDoesNotFit(id, found.value, question.id))
    }
    return value
  }
}
