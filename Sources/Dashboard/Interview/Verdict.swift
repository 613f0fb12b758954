import Advice

/// What the engine says about the answers as they are.
struct Verdict: Sendable {
  /// The last answers that could all be true, judged.
  private(set) var assessment: Assessment?
  /// Why the answers as they are cannot all be true.
  private(set) var contradiction: Contradicted?
  /// The ranks before the last change, from 1.
  private(set) var ranksBefore: [Style: Int] = [:]

  /// Judges answers; contradicting ones leave the assessment of the last sound ones standing.
  mutating func judge(_ sheet: AnswerSheet, by advisor: Advisor) {
    let before = ranks
    do {
      assessment = try advisor.assess(sheet)
      contradiction = nil
    } catch {
      contradiction = error
    }
    ranksBefore = before
  }

  /// Takes the ranks as they are for where everything started.
  mutating func forgetMovement() {
    ranksBefore = ranks
  }

  /// The rank of every style that is not excluded, from 1.
  var ranks: [Style: Int] {
    var ranks: [Style: Int] = [:]
    for result in assessment?.styles ?? [] where result.standing != .excluded {
      ranks[result.style] = ranks.count + 1
    }
    return ranks
  }

  /// How many places a style has moved by the last change, up is positive.
  func movement(_ style: Style) -> Int {
    guard let now = ranks[style], let before = ranksBefore[style] else { return 0 }
    return before - now
  }
}
