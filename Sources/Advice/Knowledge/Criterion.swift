public import YAML

/// How the answers to one question score the styles.
public struct Criterion: Sendable {
  /// A weight is an opinion, so it comes with the range in which reasonable people differ.
  public struct Weight: Hashable, Sendable {
    public let nominal: Int
    public let low: Int
    public let high: Int
  }

  /// A set of answers that score alike.
  public struct Band: Sendable {
    public let values: ValueSet
    /// 0 (bad fit) to 100 (ideal fit).
    public let scores: PerStyle<Int>
    /// What the answer means, where it argues for no style.
    public let because: String?
    /// What the answer argues for and against, in the order of the file.
    public let arguments: [Argument]
    public let place: Place
  }

  /// The id of its question.
  public let id: String
  public let title: String
  public let because: String
  public let weight: Weight
  public let bands: [Band]
  /// Facts its texts rest on.
  public let facts: [String]
  public let sources: [Citation]
  public let proof: Node?
  public let place: Place

  /// The largest weight a criterion may have.
  public static let weightLimit = 10_000
}

extension Criterion {
  init?(_ document: Document, _ vocabulary: Vocabulary, _ complaints: Complaints) {
    var fields = Fields(document.root, "a criterion", complaints)
    let id = fields.identifier("criterion")
    let title = fields.text("title")
    let because = fields.text("because")
    let weight = fields.required("weight").flatMap { Weight($0, complaints) }
    let bandNodes = fields.list("bands")
    facts = fields.facts(vocabulary)
    sources = fields.citations()
    proof = fields.optional("proof")
    fields.finish()
    guard let id, let title, let because, let weight else { return nil }
    guard let question = vocabulary.questions[id] else {
      complaints.add(
        document.root.place,
        KnowledgeSentence.unknownQuestion(id, vocabulary.questions.keys.sorted()))
      return nil
    }
    self.id = id
    self.title = title
    self.because = because
    self.weight = weight
    bands = bandNodes.compactMap { Band($0, question, complaints) }
    place = document.root.place
  }
}

extension Criterion.Weight {
  init?(_ node: Node, _ complaints: Complaints) {
    var fields = Fields(node, "a weight", complaints)
    let nominal = fields.integer("nominal")
    let low = fields.integer("low")
    let high = fields.integer("high")
    fields.finish()
    guard let nominal, let low, let high else { return nil }
    guard 0 <= low, low <= nominal, nominal <= high, high <= Criterion.weightLimit else {
      complaints.add(node.place, KnowledgeSentence.badWeight(Criterion.weightLimit))
      return nil
    }
    self.init(nominal: nominal, low: low, high: high)
  }
}

extension Criterion.Band {
  init?(_ node: Node, _ question: Question, _ complaints: Complaints) {
    var fields = Fields(node, "a band", complaints)
    let nodes = fields.list("values")
    let told = fields.required("because")
    let scores = PerStyle { fields.integer($0.rawValue) ?? -1 }
    fields.finish()
    guard let values = Self.values(nodes, question, complaints), let told else { return nil }
    guard scores.values.allSatisfy((0...100).contains) else {
      complaints.add(node.place, KnowledgeSentence.badScore)
      return nil
    }
    self.values = values
    self.scores = scores
    because = told.isSequence ? nil : told.text(complaints)
    arguments = told.isSequence ? told.items.compactMap { Criterion.Argument($0, complaints) } : []
    place = node.place
  }

  private static func values(
    _ nodes: [Node], _ question: Question, _ complaints: Complaints
  ) -> ValueSet? {
    let values = nodes.compactMap { node in
      let value = node.text.flatMap(question.domain.value)
      if value == nil {
        complaints.add(node.place, FieldSentence.expected(question.domain.expectation, node))
      }
      return value
    }
    guard values.count == nodes.count, let first = values.first else { return nil }
    if question.domain.isWords { return ValueSet(values: values) }
    guard values.count == 2, let last = values.last, first <= last else {
      if let node = nodes.first { complaints.add(node.place, KnowledgeSentence.badBounds) }
      return nil
    }
    return ValueSet(first...last)
  }
}
