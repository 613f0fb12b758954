/// What is open above the matrix: a rule, what lies behind it, what lies behind that.
struct Drill: Equatable, Sendable {
  /// One of the things that can be opened.
  enum Page: Equatable, Sendable {
    /// The rule of a row, by its id.
    case criterion(String)
    /// A veto, by its id.
    case veto(String)
    /// A source, by its id.
    case source(String)
    /// The smallest changes that lead to another recommendation.
    case flips
    /// All vetoes.
    case vetoes
  }

  /// Where a marked line leads to.
  enum Target: Equatable, Sendable {
    case page(Page)
    /// The row of a criterion, by its id: the box closes.
    case row(String)
  }

  /// A page with the place on it.
  struct Level: Equatable, Sendable {
    let page: Page
    /// The marked link, by its number on the page.
    var link = 0
    /// The first line shown.
    var scroll = 0
  }

  /// The pages above the one that is shown, the first opened first.
  private(set) var above: [Level] = []
  var current: Level

  init(_ page: Page) {
    current = Level(page: page)
  }

  /// The most levels that are kept; the oldest go first.
  private static let limit = 32

  /// Opens a page below the one that is shown.
  mutating func open(_ page: Page) {
    above.append(current)
    if above.count > Self.limit { above.removeFirst() }
    current = Level(page: page)
  }

  /// Goes back to the page above; false when this one was the first.
  mutating func goUp() -> Bool {
    guard let last = above.popLast() else { return false }
    current = last
    return true
  }

  /// The way to the page that is shown, as in `team-count ▸ one-team`.
  var path: String {
    (above + [current]).suffix(3).map(\.page.title).joined(separator: " ▸ ")
  }
}

extension Drill.Page {
  var title: String {
    switch self {
    case .criterion(let id), .veto(let id), .source(let id): id
    case .flips: "what would change it"
    case .vetoes: "vetoes"
    }
  }
}
