/// Tells again and again who wins when a few answers of a judgement are replaced.
///
/// The result is what a fresh judgement and ranking would give. It comes fast because completions in
/// which a style has won before are tried before any search. An object, so that all analyses of one
/// judgement profit from what any of them has found.
final class Contest {
  typealias Outcome = CompletionJudge.Outcome

  let judgement: Judgement
  let ranking: Ranking
  /// The possible winner with the highest score; nil when vetoes exclude every style.
  let recommendation: Style?
  private let variation: Variation
  private let judge: CompletionJudge
  /// Knows only the rules in which no open question takes part.
  private let settled: CompletionJudge
  /// Some completion of the sheet.
  private let anchor: Line
  private var searches: [WinnerSearch]
  /// By style, completions of the sheet in which it won.
  private var lines: [[Line]]

  /// A completion of the sheet as it is, with its scores.
  private struct Line {
    let cells: [UInt8]
    let sum: ScoreTable.Row
  }

  init(_ judgement: Judgement, _ ranking: Ranking) {
    let model = judgement.model
    let table = judgement.table
    let variation = Variation(judgement)
    self.judgement = judgement
    self.ranking = ranking
    recommendation = ranking.recommendation(judgement.scores)
    self.variation = variation
    judge = CompletionJudge(model, table)
    settled = CompletionJudge(model, table) { box in
      box.sides.allSatisfy { variation.given[$0.question].isSingle }
    }
    anchor = Line(cells: variation.given.lowest, sum: table.sum(variation.given.lowest))
    searches = Style.allCases.map { WinnerSearch(model, table, $0) }
    lines = Style.allCases.map { style in
      ranking.witnesses[style].map { [Line(cells: $0, sum: table.sum($0))] } ?? []
    }
  }

  convenience init(_ judgement: Judgement) { self.init(judgement, Ranking(judgement)) }

  /// Who is recommended with some answers replaced.
  func outcome(_ fixed: [Fixing]) -> Outcome {
    if variation.isExact { return outcome(anchor, fixed) }
    guard let state = state(fixed) else { return .contradiction }
    let scores = variation.scores(fixed, state)
    var losers = excluded(fixed) ?? 0
    while let style = CompletionJudge.first(scores, excluded: losers) {
      if wins(style, fixed, state) { return .winner(style) }
      losers |= 1 << UInt8(style.index)
    }
    return .nothing
  }

  /// What is possible, free of contradictions; nil when nothing is.
  func state(_ fixed: [Fixing]) -> State? {
    excluded(fixed) == nil ? nil : variation.state(fixed)
  }

  /// What the styles score, open questions counting with their mean.
  func scores(_ fixed: [Fixing], _ state: State) -> ScoreTable.Row {
    variation.scores(fixed, state)
  }

  /// Every style that comes first in some completion.
  ///
  /// - Parameter styles: those to look at. Answering an open question makes no new winners possible.
  func possibleWinners(_ fixed: [Fixing], _ state: State, among styles: [Style]) -> [Style] {
    let excluded = excluded(fixed) ?? 0
    return styles.filter { excluded & 1 << UInt8($0.index) == 0 && wins($0, fixed, state) }
  }

  private func wins(_ style: Style, _ fixed: [Fixing], _ state: State) -> Bool {
    for line in lines[style.index] where outcome(line, fixed) == .winner(style) { return true }
    guard var cells = searches[style.index].completion(state) else { return false }
    for fixing in fixed where !variation.given[fixing.question].contains(fixing.cell) {
      cells[fixing.question] = UInt8(variation.given[fixing.question].lowest)
    }
    lines[style.index].append(Line(cells: cells, sum: judgement.table.sum(cells)))
    return true
  }

  private func outcome(_ line: Line, _ fixed: [Fixing]) -> Outcome {
    var sum = line.sum
    for fixing in fixed {
      let old = Int(line.cells[fixing.question])
      sum &+=
        judgement.table.row(fixing.question, fixing.cell)
        &- judgement.table.row(fixing.question, old)
    }
    return with(fixed, line) { judge.outcome($0, sum) }
  }

  /// The styles excluded for certain, one bit each; nil when the answers contradict one another.
  private func excluded(_ fixed: [Fixing]) -> UInt8? {
    with(fixed, anchor) { settled.excluded($0) }
  }

  /// Calls `body` with the cells of a completion in which some answers are replaced.
  @inline(__always)
  private func with<Result>(
    _ fixed: [Fixing], _ line: Line, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: line.cells.count) { cells in
      _ = cells.initialize(from: line.cells)
      for fixing in fixed { cells[fixing.question] = UInt8(fixing.cell) }
      return body(cells)
    }
  }
}
