import Advice
import Terminal

/// What is recommended and how the styles stand.
extension AssessmentTextBody {
  mutating func verdict() {
    guard let recommendation = assessment.recommendation,
      let result = assessment.result(recommendation.style)
    else {
      return block("Recommended", [[StyledSpan(AssessmentSentence.nothingLeft, .bad)]])
    }
    let sentence = AssessmentSentence.verdict(recommendation, result.score)
    let robustness = recommendation.robustness
    let meaning = AssessmentSentence.robustness(
      recommendation.stability, flips: !assessment.flips.isEmpty)
    block(
      "Recommended",
      [
        [
          StyledSpan(recommendation.style.title, .accent, .bold), StyledSpan(", \(sentence)."),
        ],
        [
          StyledSpan(robustness.rawValue.capitalizedFirst, Self.role(robustness), .bold),
          StyledSpan(": \(meaning)."),
        ],
      ])
  }

  static func role(_ robustness: Robustness) -> Role {
    switch robustness {
    case .certain, .robust: .ok
    case .fragile: .warning
    case .undetermined: .bad
    }
  }

  mutating func scores() {
    block("Scores", assessment.styles.map(score))
  }

  private func score(_ result: Assessment.StyleResult) -> [StyledSpan] {
    let name = TextWidth.padded(result.style.phrase, to: Self.nameColumns)
    let score = TextWidth.padded(result.score.short, to: 5, at: .trailing)
    let isRecommended = result.style == assessment.recommendation?.style
    let role: Role =
      switch result.standing {
      case .excluded: .muted
      case .open, .atRisk: isRecommended ? .accent : .text
      }
    var spans = [StyledSpan("\(name) \(score)".replacingSpaces, role)]
    let room = page.columns - Self.labelColumns - Self.nameColumns - 6 - 2 - 14
    if room >= 10 {
      spans.append(StyledSpan("  ".replacingSpaces))
      spans += ScoreBar(result).spans(columns: min(room, 25), role)
    }
    spans.append(StyledSpan("  \(remark(result))".replacingSpaces, .muted))
    return spans
  }

  /// The scores that open answers leave possible, or why they do not matter.
  private func remark(_ result: Assessment.StyleResult) -> String {
    if result.standing == .excluded { return "excluded" }
    return result.low == result.high ? "" : "\(result.low.short) to \(result.high.short)"
  }

  private static let nameColumns = 17

  mutating func exclusions() {
    block("Excluded", exclusionsByVeto().map(exclusion))
    let endangered = assessment.styles.filter {
      $0.standing == .atRisk && assessment.possibleWinners.contains($0.style)
    }
    block(
      "At risk",
      endangered.flatMap { result in
        result.endangeredBy.map { veto in
          [
            StyledSpan("\(result.style.phrase): ", .text, .bold),
            StyledSpan(AssessmentSentence.excludedIf(veto.pending)), .origin(veto.rule.id),
          ]
        }
      })
  }

  /// Every veto that excludes with all the styles it excludes, in the order of the styles.
  private func exclusionsByVeto() -> [(veto: Veto, styles: [Style])] {
    var result: [(veto: Veto, styles: [Style])] = []
    for style in assessment.styles where style.standing == .excluded {
      for veto in style.excludedBy {
        if let index = result.firstIndex(where: { $0.veto.rule.id == veto.rule.id }) {
          result[index].styles.append(style.style)
        } else {
          result.append((veto, [style.style]))
        }
      }
    }
    return result
  }

  private func exclusion(_ veto: Veto, _ styles: [Style]) -> [StyledSpan] {
    let names = AssessmentSentence.list(styles.map(\.phrase))
    return [
      StyledSpan("\(names): ", .text, .bold), StyledSpan(veto.because), .origin(veto.rule.id),
    ]
  }

  mutating func open() {
    if assessment.unanswered.isEmpty { return }
    let sentence = AssessmentSentence.open(
      assessment.unanswered.count, of: knowledge.questions.count,
      possible: assessment.possibleWinners, recommended: assessment.recommendation?.style)
    block("Open", [[StyledSpan(sentence)]])
  }
}

/// A score as a bar on the scale from 0 to 100: solid up to the lowest possible score, then light up
/// to the highest.
struct ScoreBar {
  let low: Points
  let high: Points

  init(_ result: Assessment.StyleResult) {
    low = result.low
    high = result.high
  }

  func spans(columns: Int, _ role: Role) -> [StyledSpan] {
    func cells(_ points: Points) -> Int { (points.thousandths * columns + 50_000) / 100_000 }
    let solid = cells(low)
    let light = max(cells(high) - solid, 0)
    let rest = max(columns - solid - light, 0)
    return [
      StyledSpan(String(repeating: "█", count: solid), role),
      StyledSpan(String(repeating: "▒", count: light), .muted),
      StyledSpan(String(repeating: "·", count: rest), .muted),
    ]
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
