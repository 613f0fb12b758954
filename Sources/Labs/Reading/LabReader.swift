public import YAML

/// Reads a file of `knowledge/labs/`.
public struct LabReader {
  /// The names that labs may use, which only those who run the mesh know.
  public struct Vocabulary: Sendable {
    let services: [String]
    let requests: [String]

    /// - Parameters:
    ///   - services: the services of the mesh.
    ///   - requests: the kinds of requests that a load can consist of.
    public init(services: [String], requests: [String]) {
      self.services = services
      self.requests = requests
    }
  }

  let vocabulary: Vocabulary
  let complaints: Complaints

  public init(_ vocabulary: Vocabulary, _ complaints: Complaints) {
    self.vocabulary = vocabulary
    self.complaints = complaints
  }

  /// More steps, hints and so on than this are nobody's lesson.
  static let listLimit = 50

  /// The lab of a document; nil when something that it needs is missing, which was complained about.
  public func read(_ document: Document) -> Lab? {
    var fields = Fields(document.root, "a lab", complaints)
    let id = fields.text("lab")
    let title = fields.text("title")
    let minutes = fields.integer("minutes")
    let teaches = fields.text("teaches")
    // Whether patterns and sources exist is checked with those of everything else.
    let patterns = fields.optional("patterns")?.items.compactMap(\.text) ?? []
    _ = fields.optional("sources")
    let nodes = limited(fields.list("steps"))
    let steps = nodes.compactMap(step)
    let cleanup = deeds(fields.optionalList("cleanup"))
    fields.finish()
    if nodes.isEmpty, fields.has("steps") {
      complaints.add(document.root.place, LabSentence.noSteps)
    }
    complainAboutRepeated(nodes, steps)
    guard let id, let title, let minutes, let teaches, !steps.isEmpty, steps.count == nodes.count
    else { return nil }
    return Lab(
      id: id, title: title, minutes: minutes, teaches: teaches, patterns: patterns, steps: steps,
      cleanup: cleanup)
  }

  private func complainAboutRepeated(_ nodes: [Node], _ steps: [LabStep]) {
    var seen: Set<String> = []
    for (node, step) in zip(nodes, steps) where !seen.insert(step.id).inserted {
      complaints.add(node.place, LabSentence.repeatedStep(step.id))
    }
  }

  private func step(_ node: Node) -> LabStep? {
    var fields = Fields(node, "a step", complaints)
    let id = fields.text("step")
    let phase = fields.choice("phase", as: LabStep.Phase.self)
    let title = fields.text("title")
    let text = limited(fields.list("text")).compactMap { $0.text(complaints) }
    let setup = deeds(fields.optionalList("setup"))
    let ready = limited(fields.optionalList("ready")).compactMap(expectation)
    let check = fields.required("check").flatMap { self.check($0) }
    let hints = limited(fields.optionalList("hints")).compactMap(hint)
    let solution = deeds(fields.list("solution"))
    fields.finish()
    guard let id, let phase, let title, let check else { return nil }
    return LabStep(
      id: id, phase: phase, title: title, text: text, setup: setup, ready: ready, check: check,
      hints: hints.sorted { $0.seconds < $1.seconds }, solution: solution)
  }

  private func check(_ node: Node) -> LabCheck? {
    var fields = Fields(node, "a check", complaints)
    let rounds = fields.required("for").flatMap { number($0, in: 1...60) }
    let seconds = fields.required("within").flatMap { self.seconds($0, in: 5...600) }
    let nodes = limited(fields.list("all"))
    let expectations = nodes.compactMap(expectation)
    fields.finish()
    if nodes.isEmpty, fields.has("all") { complaints.add(node.place, LabSentence.emptyCheck) }
    guard let rounds, let seconds, !expectations.isEmpty else { return nil }
    return LabCheck(expectations: expectations, rounds: rounds, seconds: seconds)
  }

  private func hint(_ node: Node) -> LabHint? {
    var fields = Fields(node, "a hint", complaints)
    let after = fields.required("after").flatMap { self.seconds($0, in: 0...600) }
    let text = fields.text("text")
    fields.finish()
    guard let after, let text else { return nil }
    return LabHint(seconds: after, text: text)
  }

  func limited(_ nodes: [Node]) -> [Node] {
    if nodes.count > Self.listLimit {
      complaints.add(nodes[Self.listLimit].place, LabSentence.tooLong(Self.listLimit))
    }
    return Array(nodes.prefix(Self.listLimit))
  }

  /// A whole number within bounds.
  func number(_ node: Node, in range: ClosedRange<Int>) -> Int? {
    if let number = node.wholeNumber, range.contains(number) { return number }
    complaints.add(
      node.place,
      FieldSentence.expected("a whole number from \(range.lowerBound) to \(range.upperBound)", node)
    )
    return nil
  }

  /// Seconds of `20s` or `5m`.
  func seconds(_ node: Node, in range: ClosedRange<Int>) -> Int? {
    if let seconds = Self.amount(node, "s") ?? Self.amount(node, "m").map({ $0 * 60 }),
      range.contains(seconds)
    {
      return seconds
    }
    complaints.add(
      node.place,
      FieldSentence.expected(
        "a duration from \(range.lowerBound)s to \(range.upperBound)s, such as 20s or 5m", node))
    return nil
  }

  /// The number before a unit.
  static func amount(_ node: Node, _ unit: String) -> Int? {
    guard let text = node.text, text.hasSuffix(unit) else { return nil }
    let digits = text.dropLast(unit.count)
    guard (1...6).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    return Int(digits)
  }
}
