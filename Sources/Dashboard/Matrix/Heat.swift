import Advice
import Terminal

/// How well one style fits one answer, on the scale from 0 to 100.
enum Heat {
  /// The role of a cell in the heat map; the number in it says the same without colour.
  static func role(fit: Int) -> Role {
    switch fit {
    case ..<20: .heatWorst
    case ..<40: .heatPoor
    case ..<60: .heatEven
    case ..<80: .heatGood
    default: .heatBest
    }
  }
}

extension DashboardState {
  /// The weight of a criterion under the answers' own weights.
  func weight(_ criterion: Criterion) -> Int {
    interview.sheet.weights[criterion.id] ?? criterion.weight.nominal
  }

  /// The sum of all weights, at least 1.
  var totalWeight: Int {
    max(1, advisor.knowledge.criteria.reduce(0) { $0 + weight($1) })
  }

  /// What a criterion gives a style.
  func points(_ criterion: Criterion, _ style: Style) -> Points {
    let contributions = verdict.assessment?.result(style)?.contributions ?? []
    return contributions.first { $0.criterion == criterion.id }?.points ?? .zero
  }

  /// How well a style fits under a criterion, 0 to 100: its points over the most it could get.
  func fit(_ criterion: Criterion, _ style: Style) -> Int {
    let weight = weight(criterion)
    guard weight > 0 else { return 50 }
    return min(100, max(0, points(criterion, style).thousandths * totalWeight / (1000 * weight)))
  }
}
