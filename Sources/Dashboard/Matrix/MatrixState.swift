import Advice

/// Where the user is in the matrix.
struct MatrixState: Sendable {
  /// The marked criterion, by its place in the knowledge base.
  var row = 0
  /// Whether cells show how well a style fits, 0 to 100, instead of points.
  var showsFit = false
  /// The order of the rows.
  var order = MatrixOrder.interview
  /// What differs from the saved answers, while that is shown instead of the points.
  var comparison: Comparison?
  /// The smallest changes that lead to another recommendation.
  var flips = FlipNews()
}

/// How the rows of the matrix are sorted.
enum MatrixOrder: CaseIterable, Sendable {
  /// As the questions are asked.
  case interview
  /// The heaviest first.
  case weight
  /// By what a row gives the recommended style more than the second: the largest gain first, the
  /// largest loss last.
  case lead
  /// By how much a row's points differ from those of the saved answers, the most first.
  case change

  func stepped(by count: Int) -> MatrixOrder {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + count + all.count) % all.count]
  }
}

extension DashboardState {
  /// The criteria in the order they are shown, by their places in the knowledge base.
  var matrixRows: [Int] {
    let criteria = advisor.knowledge.criteria
    switch matrix.order {
    case .interview: return Array(criteria.indices)
    case .weight: return Self.sorted(criteria.map { weight($0) })
    case .lead: return Self.sorted(leads.map(\.thousandths))
    case .change:
      let sizes = matrix.comparison?.sizes ?? [:]
      return Self.sorted(criteria.map { sizes[$0.id] ?? 0 })
    }
  }

  /// The places of numbers, the largest first, those alike in their order.
  private static func sorted(_ numbers: [Int]) -> [Int] {
    numbers.indices.sorted { (numbers[$1], $0) < (numbers[$0], $1) }
  }

  /// Where the marked criterion is shown.
  var markedMatrixRow: Int { matrixRows.firstIndex(of: matrix.row) ?? 0 }
}

extension MatrixOrder {
  /// The order as a remark beside the rows.
  var words: String {
    switch self {
    case .interview: "as asked"
    case .weight: "the heaviest first"
    case .lead: "by what they give the lead"
    case .change: "by what changed since saved"
    }
  }
}
