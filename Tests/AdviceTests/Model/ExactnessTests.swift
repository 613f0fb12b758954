import Testing

@testable import Advice

/// The exact answers of the engine against brute force over all completions.
struct ExactnessTests {
  static let seeds: [UInt64] = Array(1...40)

  @Test(arguments: seeds)
  func possibleWinnersAreThoseThatWinSomewhere(seed: UInt64) {
    var random = RandomKnowledge(seed: seed)
    let model = random.model()
    for _ in 0..<12 {
      let sheet = random.sheet(model)
      let brute = BruteForce(model, sheet)
      guard let judgement = Judgement(model, sheet) else {
        #expect(brute.completions.isEmpty)
        continue
      }
      let expected = Set(brute.completions.compactMap(brute.winner))
      #expect(Set(Ranking(judgement).possibleWinners) == expected, "seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func aWitnessIsAConsistentCompletionInWhichItsStyleWins(seed: UInt64) {
    var random = RandomKnowledge(seed: seed &+ 1000)
    let model = random.model()
    for _ in 0..<12 {
      let sheet = random.sheet(model)
      guard let judgement = Judgement(model, sheet) else { continue }
      let brute = BruteForce(model, sheet)
      for style in Style.allCases {
        guard let witness = Ranking(judgement).witnesses[style] else { continue }
        #expect(brute.completions.contains(witness))
        #expect(brute.winner(witness) == style)
      }
    }
  }

  @Test(arguments: seeds)
  func aSheetIsRefusedExactlyWhenNoCompletionIsConsistent(seed: UInt64) {
    var random = RandomKnowledge(seed: seed &+ 2000)
    let model = random.model()
    for _ in 0..<12 {
      let sheet = random.sheet(model, answered: 3...6)
      #expect((Judgement(model, sheet) == nil) == BruteForce(model, sheet).completions.isEmpty)
    }
  }

  @Test(arguments: seeds)
  func boundsAreTheSmallestAndLargestScoreOfACompletion(seed: UInt64) {
    var random = RandomKnowledge(seed: seed &+ 3000)
    let model = random.model()
    for _ in 0..<6 {
      let sheet = random.sheet(model)
      guard let judgement = Judgement(model, sheet) else { continue }
      let brute = BruteForce(model, sheet)
      for style in Style.allCases {
        let scores = brute.completions.map { brute.score(style, $0) }
        let bounds = judgement.bounds(style)
        #expect(bounds.low.thousandths == scores.min())
        #expect(bounds.high.thousandths == scores.max())
      }
    }
  }

  @Test(arguments: seeds)
  func aVetoStandsAsItDoesInTheCompletions(seed: UInt64) {
    var random = RandomKnowledge(seed: seed &+ 4000)
    let model = random.model()
    for _ in 0..<6 {
      let sheet = random.sheet(model)
      guard let judgement = Judgement(model, sheet) else { continue }
      let brute = BruteForce(model, sheet)
      for style in Style.allCases {
        let excluded = brute.completions.map { brute.excluded(style, $0) }
        let expected: Standing =
          excluded.allSatisfy { $0 } ? .excluded : excluded.contains(true) ? .atRisk : .open
        #expect(judgement.standing(style) == expected)
      }
    }
  }

  @Test(arguments: seeds)
  func onlyCellsOfConsistentCompletionsStayPossible(seed: UInt64) {
    var random = RandomKnowledge(seed: seed &+ 5000)
    let model = random.model()
    for _ in 0..<6 {
      let sheet = random.sheet(model)
      guard let judgement = Judgement(model, sheet) else { continue }
      let brute = BruteForce(model, sheet)
      for question in model.questions.indices {
        let seen = Set(brute.completions.map { Int($0[question]) })
        #expect(Set(judgement.state[question].cells) == seen)
      }
    }
  }
}
