import Knowledge
import TestSupport
import Testing
import YAML

@testable import Advice

@Suite("Reasons argue in the direction of the numbers")
struct RationaleTests {
  /// Three styles are favoured, two are not; the sentences name four of them.
  private func advisor(vetoed: [Style] = [], weight: Int = 100) -> Advisor {
    var small = SmallKnowledge()
    small.addQuestion("one", words: 3, order: 1)
    small.addQuestion("two", words: 2, order: 2)
    small.files["criteria/one.yaml"] = """
      {criterion: one, title: T, because: B., weight: {nominal: \(weight), low: 1, high: 10000}, bands: [
       {values: [a], monolith: 90, modular-monolith: 70, services: 60, microservices: 10,
        serverless: 20, because: [{for: [monolith, modular-monolith], text: For two.},
        {against: [microservices], text: Against one.}]},
       {values: [b], monolith: 50, modular-monolith: 50, services: 50, microservices: 50,
        serverless: 50, because: Alike.},
       {values: [c], monolith: 0, modular-monolith: 0, services: 0, microservices: 0,
        serverless: 100, because: [{for: [serverless], text: For the last.}]}]}
      """
    small.addCriterion(
      "two", weight: 5000, bands: [("[a, b]", [50, 50, 50, 50, 50])])
    if !vetoed.isEmpty {
      small.addVeto("veto", excludes: vetoed, when: "{question: two, is: a}")
    }
    return Advisor(small.read())
  }

  private func assess(
    _ answers: [String: [Int]], vetoed: [Style] = [], weight: Int = 10_000
  ) throws -> Assessment {
    var sheet = AnswerSheet()
    for (question, values) in answers {
      sheet.answers[question] = Answer(.values(ValueSet(values: values)))
    }
    return try advisor(vetoed: vetoed, weight: weight).assess(sheet)
  }

  private func rationale(_ assessment: Assessment, _ style: Style) -> Rationale? {
    assessment.result(style)?.contributions.first { $0.question == "one" }?.rationale
  }

  @Test(
    "a style gets the sentence of its side; without one the styles that fit better or worse are named"
  )
  func sides() throws {
    let assessment = try assess(["one": [0]])
    #expect(rationale(assessment, .monolith) == .told("For two."))
    #expect(rationale(assessment, .microservices) == .told("Against one."))
    #expect(rationale(assessment, .services) == .better(than: [.microservices, .serverless]))
    #expect(
      rationale(assessment, .serverless) == .worse(than: [.monolith, .modularMonolith, .services]))
  }

  @Test("where the rivals change, the side changes with them")
  func rivals() throws {
    let assessment = try assess(["one": [0], "two": [0]], vetoed: [.microservices, .serverless])
    #expect(rationale(assessment, .modularMonolith) == .worse(than: [.monolith]))
    #expect(rationale(assessment, .services) == .worse(than: [.monolith, .modularMonolith]))
  }

  @Test("between two styles no sentence is told that argues for both")
  func pairs() throws {
    let assessment = try assess(["one": [0]])
    func pair(_ style: Style, _ other: Style) -> Rationale? {
      assessment.differences(style, other).first { $0.contribution.question == "one" }?.rationale
    }
    #expect(pair(.monolith, .modularMonolith) == .better(than: [.modularMonolith]))
    #expect(pair(.modularMonolith, .monolith) == .worse(than: [.monolith]))
    #expect(pair(.modularMonolith, .services) == .told("For two."))
    // What argues against the one argues for the other, and the other way round.
    #expect(pair(.services, .microservices) == .told("Against one."))
    #expect(pair(.services, .modularMonolith) == .told("For two."))
  }

  @Test(
    "what is open, does not apply, spans several bands or sets nothing apart has words of its own")
  func others() throws {
    #expect(rationale(try assess([:]), .monolith) == .open)
    #expect(rationale(try assess(["one": [1]]), .monolith) == .told("Alike."))
    #expect(
      rationale(try assess(["one": [0, 2]]), .serverless)
        == .better(than: [.monolith, .modularMonolith, .services, .microservices]))
    var sheet = AnswerSheet()
    sheet.answers["one"] = Answer(.notApplicable(reason: "r"))
    #expect(rationale(try advisor().assess(sheet), .monolith) == .notApplicable)
  }

  @Test("less than a tenth of a point is no argument")
  func least() throws {
    // 50 of 100 points more than the others, times 9 and 11 of a little more than 5,000.
    let below = try assess(["one": [0]], weight: 9)
    #expect(below.leans(of: .monolith).isEmpty && rationale(below, .monolith) == .even)
    let above = try assess(["one": [0]], weight: 11)
    #expect(above.leans(of: .monolith).map(\.points.description) == ["0.110"])
    #expect(above.leans(of: .services).isEmpty)
  }

  static let knowledge: KnowledgeBase = {
    let folder = KnowledgeFolder.embedded
    return KnowledgeBase.read(
      sha256: folder.sha256, documents: folder.documents, complaints: Complaints())
  }()

  @Test(
    "on shipped knowledge no sentence speaks for one style and against another", arguments: 1...12)
  func shipped(seed: Int) {
    let advisor = Advisor(Self.knowledge)
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<12 {
      var sheet = AnswerSheet()
      for question in Self.knowledge.questions where Int.random(in: 0..<3, using: &random) > 0 {
        let value = Int.random(in: question.domain.range, using: &random)
        sheet.answers[question.id] = Answer(.values(ValueSet(value...value)))
      }
      guard let assessment = try? advisor.assess(sheet, flipSize: 0) else { continue }
      var pros: Set<Rationale> = []
      var cons: Set<Rationale> = []
      for lean in Style.allCases.flatMap(assessment.leans) {
        #expect(abs(lean.points.thousandths) >= 100)
        if lean.points > .zero { pros.insert(lean.rationale) } else { cons.insert(lean.rationale) }
        guard case .told(let text) = lean.rationale else { continue }
        let arguments = Self.knowledge.criteria.flatMap(\.bands).flatMap(\.arguments)
        let argument = arguments.first { $0.text == text }
        #expect(argument?.side == (lean.points > .zero ? .for : .against))
        #expect(argument?.styles.contains(lean.contribution.style) == true)
      }
      #expect(pros.isDisjoint(with: cons))
    }
  }

  @Test("with every style in the race shipped knowledge has a sentence for each reason")
  func complete() {
    let total = Self.knowledge.criteria.reduce(0) { $0 + $1.weight.nominal }
    var told = 0
    for criterion in Self.knowledge.criteria {
      for band in criterion.bands {
        for style in Style.allCases {
          let lead = 5 * band.scores[style] - band.scores.values.reduce(0, +)
          let points = Points.mean(1000 * criterion.weight.nominal * lead, 4 * total)
          if !points.isArgument { continue }
          told += 1
          #expect(band.argument(lead > 0 ? .for : .against, style) != nil)
        }
      }
    }
    #expect(told > 300)
  }
}
