/// Who can win, and who is recommended.
struct Ranking: Sendable {
  let standings: PerStyle<Standing>
  /// A completion in which the style comes first, for those that have one.
  let witnesses: PerStyle<[UInt8]?>

  /// - Parameter known: completions tried first; a style that wins in one of them needs no search.
  init(_ judgement: Judgement, known: [[UInt8]] = []) {
    standings = PerStyle { judgement.standing($0) }
    let standings = standings
    witnesses = PerStyle { style in
      if standings[style] == .excluded { return nil }
      var search = WinnerSearch(judgement.model, judgement.table, style)
      return known.first { judgement.state.contains($0) && search.wins($0) }
        ?? search.completion(judgement.state)
    }
  }

  /// Every style that comes first in at least one completion, and no other.
  var possibleWinners: [Style] { Style.allCases.filter { witnesses[$0] != nil } }

  /// The style that comes first in every completion, if there is one.
  var necessaryWinner: Style? { possibleWinners.count == 1 ? possibleWinners.first : nil }

  /// The possible winner with the highest score; nil when every style is excluded.
  func recommendation(_ scores: PerStyle<Points>) -> Style? {
    Self.byScore(possibleWinners, scores).first
  }

  /// Styles from the highest score to the lowest, ties in the order of the styles.
  static func byScore(_ styles: [Style], _ scores: PerStyle<Points>) -> [Style] {
    styles.sorted { (scores[$1], $0) < (scores[$0], $1) }
  }
}
