import Knowledge
import TestSupport
import Testing
import YAML

@testable import Labs

@Suite("Files of labs")
struct LabFileTests {
  static let vocabulary = LabReader.Vocabulary(
    services: ["gateway", "order", "payment"], requests: ["browse", "order", "track"])

  static func read(_ text: String, _ complaints: Complaints) throws -> Lab? {
    let document = try Document.parse(Array(text.utf8), file: "lab.yaml")
    return LabReader(vocabulary, complaints).read(document)
  }

  @Test("the shipped ones have nothing wrong with them, and a solution for every step")
  func shipped() {
    let complaints = Complaints()
    let labs = KnowledgeFolder.embedded.documents(of: "labs").compactMap(
      LabReader(Self.vocabulary, complaints).read)
    #expect(complaints.lines == [])
    #expect(labs.map(\.id) == ["breaker"])
    for step in labs.flatMap(\.steps) {
      #expect(!step.solution.isEmpty && !step.hints.isEmpty && !step.text.isEmpty, "\(step.id)")
    }
    #expect(labs.first?.steps.map(\.phase) == LabStep.Phase.allCases)
  }

  static let good = """
    lab: one
    title: One
    minutes: 1
    teaches: T.
    steps:
      - step: a
        phase: inject
        title: A
        text: [T.]
        setup: [{load: {rate: 20, clients: 5, mix: {order: 50}}}, {clear: payment}]
        ready: [{says: r, edge: order:payment, where: rate > 0}]
        check: {for: 2, within: 30s, all: [{says: s, event: order:payment, where: kind = breaker-open}]}
        hints: [{after: 1m, text: second}, {after: 20s, text: first}]
        solution: [{fault: {on: payment, effect: errors 50%, for: 5m}}, {load: none}]

    """

  @Test("a step is read with all that it holds")
  func whole() throws {
    let complaints = Complaints()
    let lab = try #require(try Self.read(Self.good, complaints))
    #expect(complaints.lines == [])
    let step = try #require(lab.steps.first)
    let load = LabLoad(rate: 20, clients: 5, mix: [.init(request: "order", weight: 50)])
    #expect(step.setup == [.load(load), .clear(target: "payment")])
    let fault = LabFault(target: "payment", effect: .errors(50), seconds: 300)
    #expect(step.solution == [.fault(fault), .endLoad])
    #expect(
      step.hints.map(\.text) == ["first", "second"] && step.hints.map(\.seconds) == [20, 60])
    #expect(step.check.rounds == 2 && step.check.seconds == 30)
    #expect(
      step.setup.map { $0.command(" --name x") } == [
        "archadvisor mesh load --rate 20 --for 5m --mix order=50 --clients 5 --name x",
        "archadvisor mesh halt --name x",
      ])
  }

  static let mistakes: [(old: String, new: String, complaint: String)] = [
    ("phase: inject", "phase: injekt", "7:12: error: 'injekt' is not one of predict, inject"),
    ("title: A", "tilte: A", "6:5: error: the key 'title' is missing"),
    ("rate: 20", "rate: 2000", "10:27: error: expected a whole number from 1 to 200"),
    ("mix: {order", "mix: {ordr", "there is no 'ordr' in the mesh; did you mean 'order'?"),
    ("clear: payment", "clear: paiment", "10:71: error: there is no 'paiment' in the mesh; did"),
    ("rate > 0", "rat > 0", "11:51: error: there is no field 'rat'; did you mean 'rate'?"),
    ("edge: order:payment", "edge: payment", "expected the two sides of an edge"),
    ("within: 30s", "within: 30", "expected a duration from 5s to 600s, such as 20s or 5m, found"),
    ("for: 2", "for: 0", "expected a whole number from 1 to 60, found '0'"),
    (
      "all: [{says: s, event: order:payment, where: kind = breaker-open}]", "all: []",
      "a check that expects nothing always passes"
    ),
    ("errors 50%", "errors 150%", "expected an effect such as 'errors 100%'"),
    ("for: 5m}", "for: 2h}", "expected a duration from 5s to 600s"),
    ("{load: none}", "{load: none, clear: payment}", "expected one of load, fault and clear"),
    ("{load: none}", "{run: rm}", "expected one of load, fault and clear, and only one at a time"),
    ("event: order:payment", "node: payment", "expected one of service, edge and event"),
    ("minutes: 1", "minutes: soon", "3:10: error: expected a whole number, found 'soon'"),
  ]

  @Test("what is wrong is told at its place", arguments: mistakes.indices)
  func mistake(index: Int) throws {
    let mistake = Self.mistakes[index]
    #expect(Self.good.contains(mistake.old))
    let complaints = Complaints()
    _ = try Self.read(
      Self.good.replacing(mistake.old, with: mistake.new, maxReplacements: 1), complaints)
    let lines = complaints.lines.joined(separator: "\n")
    #expect(lines.contains(mistake.complaint), "\(lines)")
  }

  @Test("an empty solution is read, so that its step can be seen to fail")
  func noSolution() throws {
    let complaints = Complaints()
    let text = Self.good.replacing(
      "[{fault: {on: payment, effect: errors 50%, for: 5m}}, {load: none}]", with: "[]")
    #expect(try Self.read(text, complaints)?.steps.first?.solution == [])
    #expect(complaints.lines == [])
  }

  @Test("two steps of a name are told")
  func twice() throws {
    let complaints = Complaints()
    let step = Self.good.drop { $0 != "-" }
    _ = try Self.read(Self.good + "  " + step, complaints)
    #expect(complaints.lines.count == 1 && complaints.lines[0].contains("has a step 'a' already"))
  }
}
