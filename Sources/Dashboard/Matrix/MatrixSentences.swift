import Advice

extension Sentence {
  static let nothingToCompare =
    "The saved answers, or those now, contradict one another: there is nothing to compare."
  static let nothingDiffers = "Nothing differs: what is on the screen is what is saved."
  static let noLink = "There is nothing marked here that opens; Esc goes back."

  static func lead(
    of criterion: String, _ points: Points, _ style: Style, over second: Style
  ) -> String {
    if points == .zero {
      return "\(criterion) gives both \(style.phrase) and the second the same."
    }
    return points > .zero
      ? "\(criterion) gives \(style.phrase) \(points.signed) over \(second.phrase)."
      : "\(criterion) speaks against \(style.phrase): \(points.signed) to \(second.phrase)."
  }

  static func ordered(_ order: MatrixOrder) -> String {
    switch order {
    case .interview: "Rows in the order of the interview."
    case .weight: "Rows by weight, the heaviest first."
    case .lead: "Rows by what they give the recommended style over the second, the most first."
    case .change: "Rows by how much they differ from the saved answers."
    }
  }

  static func margin(_ margin: Margin) -> String? {
    func moved(_ points: Points?, _ since: String) -> String? {
      guard let points, points != .zero else { return nil }
      let size = Points(thousandths: abs(points.thousandths))
      let words = size.thousandths < 50 ? size.description : size.short
      return "\(points > .zero ? "▲" : "▼")\(words) \(since)"
    }
    let parts = [
      moved(margin.byLastChange, "by the last change"), moved(margin.sinceSaved, "since saved"),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  static func comparing(_ comparison: Comparison) -> String {
    comparison.isEmpty ? nothingDiffers : comparedWith(comparison)
  }

  static func comparedWith(_ comparison: Comparison) -> String {
    comparison.path.map { "Compared with what is saved in \($0)." }
      ?? "Nothing is saved yet: compared with how this session began. s saves."
  }

  static func difference(_ difference: Difference) -> String {
    difference.recommendationWords(naming: \.phrase)
  }

  static func vetoChange(_ veto: ChangedVeto) -> String {
    let styles = veto.excludes.map(\.phrase).joined(separator: ", ")
    return "Veto \(veto.id) against \(styles): \(veto.turnWords)."
  }

  static func warningChange(_ warning: ChangedWarning) -> String {
    "Warning sign \(warning.id): \(warning.turnWords)."
  }
}
