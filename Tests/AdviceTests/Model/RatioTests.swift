import TestSupport
import Testing
import YAML

@testable import Advice

@Suite("Ratios of two numbers")
struct RatioTests {
  static let upper: Domain = .integer(1...40)

  /// A ratio cut before 1 and 3 and behind 20.
  static let ratio: Ratio = {
    let cuts = [1...40, 3...40, 1...20].map { Ratio.steps(ValueSet($0), of: upper) }
    return Ratio(upper: 0, lower: 1, grid: Grid(.integer(Ratio.steps(upper)), cuts: cuts))
  }()

  @Test("a pair of sets has exactly the cells that some pair of its numbers has", arguments: 1...40)
  func mask(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    func range(_ most: Int) -> ClosedRange<Int> {
      let ends = [
        Int.random(in: 1...most, using: &random), Int.random(in: 1...most, using: &random),
      ]
      return ends.min()!...ends.max()!
    }
    for _ in 0..<50 {
      let (a, b) = (range(40), range(12))
      var expected: CellMask = 0
      for above in a {
        for below in b {
          let step = 2 * (above / below) + (above % below == 0 ? 0 : 1)
          expected |= Self.ratio.grid.mask(ValueSet(step...step))
        }
      }
      #expect(Self.ratio.mask(ValueSet(a), ValueSet(b)) == expected, "\(a) per \(b)")
      for cell in expected.cells {
        let found = Self.ratio.numbers(cell, ValueSet(a), ValueSet(b))
        #expect(found.map { a.contains($0.upper) && b.contains($0.lower) } == true)
        let own = found.map { ValueSet($0.upper...$0.upper) } ?? ValueSet()
        let other = found.map { ValueSet($0.lower...$0.lower) } ?? ValueSet()
        #expect(Self.ratio.mask(own, other) == .only(cell))
      }
    }
  }

  static let texts: [(ratios: ClosedRange<Int>, isNegated: Bool, text: String)] = [
    (3...40, false, "at least 3"), (3...40, true, "less than 3"), (1...20, false, "at most 20"),
    (1...20, true, "more than 20"), (3...20, false, "at least 3 and at most 20"),
  ]

  @Test("steps in words", arguments: texts)
  func words(_ ratios: ClosedRange<Int>, _ isNegated: Bool, _ text: String) {
    // "At most" reaches down to the ratios below 1.
    let from = ratios.lowerBound == 1 ? 0 : ratios.lowerBound
    let steps = Ratio.steps(ValueSet(from...ratios.upperBound), of: Self.upper)
    let set = isNegated ? steps.complement(in: Ratio.steps(Self.upper)) : steps
    #expect(Ratio.text(set, of: Self.upper) == text)
  }

  static let refusals: [(when: String, complaint: String)] = [
    ("{question: size, per: size, at-least: 2}", "have no ratio"),
    ("{question: size, per: need, at-least: 2}", "have no ratio"),
    ("{question: size, per: teans, at-least: 2}", "no question 'teans'"),
    ("{question: size, per: teams, at-least: a}", "expected a whole number"),
    ("{question: size, per: teams}", "expected exactly one of"),
  ]

  @Test("what has no ratio is a complaint, and no condition", arguments: refusals)
  func refused(_ when: String, _ complaint: String) {
    var small = RatioKnowledge.questions
    small.addContradiction("x", when: when)
    let complaints = Complaints()
    #expect(small.read(complaints).contradictions.isEmpty)
    #expect(complaints.lines.contains { $0.contains(complaint) }, "\(complaints.lines)")
  }

  @Test("vetoes compare nothing, and contradictions that compare say nothing else")
  func kinds() {
    var small = RatioKnowledge.questions
    small.addVeto("v", excludes: [.services], when: "{question: size, per: teams, at-least: 2}")
    small.addContradiction(
      "x", when: "{all: [{question: size, per: teams, at-least: 9}, {question: need, is: a}]}")
    small.addContradiction("y", when: "{question: size, per: teams, between: [2, 3]}")
    let complaints = Complaints()
    let knowledge = small.read(complaints)
    #expect(knowledge.vetoes.isEmpty && knowledge.contradictions.isEmpty)
    #expect(complaints.lines.count == 3)
  }
}
