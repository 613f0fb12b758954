import Advice

/// What the engine says about the answers as they are.
struct Verdict: Sendable {
  /// The last answers that could all be true, judged.
  private(set) var assessment: Assessment?
  /// Why the answers as they are cannot all be true.
  private(set) var contradiction: Contradicted?
  /// What was said before the last change.
  private(set) var previous: Assessment?
  /// What is said about the saved answers; nil when those contradict one another.
  private(set) var saved: Assessment?
  /// Counts the verdicts, so that what was asked about an older one is known for that.
  private(set) var number = 0

  /// Judges answers; contradicting ones leave the assessment of the last sound ones standing.
  mutating func judge(_ sheet: AnswerSheet, by advisor: Advisor) {
    previous = assessment
    number += 1
    do {
      assessment = try advisor.assess(sheet)
      contradiction = nil
    } catch {
      contradiction = error
    }
  }

  /// The answers as they are were saved.
  mutating func keepAsSaved() {
    saved = contradiction == nil ? assessment : nil
  }

  /// Judges answers that were saved and are no longer the latest.
  mutating func judgeSaved(_ sheet: AnswerSheet, by advisor: Advisor) {
    saved = try? advisor.assess(sheet)
  }

  /// Takes what is said now for where everything started.
  mutating func forgetMovement() {
    previous = nil
  }

  /// The rank of every style that is not excluded, from 1.
  var ranks: [Style: Int] { assessment?.ranks ?? [:] }

  /// How many places a style has moved by the last change, up is positive.
  func movement(_ style: Style) -> Int {
    guard let now = ranks[style], let before = previous?.ranks[style] else { return 0 }
    return before - now
  }
}

extension Assessment {
  /// The rank of every style that is not excluded, from 1.
  var ranks: [Style: Int] {
    var ranks: [Style: Int] = [:]
    for result in styles where result.standing != .excluded {
      ranks[result.style] = ranks.count + 1
    }
    return ranks
  }
}
