public import Filter
internal import Terminal
internal import YAML

extension FilterProblem {
  /// The problem as it is said on standard error: the sentence, the text, and a caret under the
  /// mistake in it. Of a long text only the surroundings are shown.
  public func lines(option: String) -> [String] {
    // What is made printable has as many scalars as before.
    let scalars = Array(text.printable.unicodeScalars)
    let start = max(place.lowerBound - Self.surroundings, 0)
    let end = min(place.upperBound + Self.surroundings, scalars.count)
    func part(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range.clamped(to: scalars.indices)])
      return String(view)
    }
    let front = (start > 0 ? "…" : "") + part(start..<max(place.lowerBound, start))
    let mistake = TextWidth.columns(part(place), atMost: Self.surroundings)
    return [
      "archadvisor: error: --\(option): \(sentence.printable)",
      "  \(start > 0 ? "…" : "")\(part(start..<max(end, start)))\(end < scalars.count ? "…" : "")",
      "  \(String(repeating: " ", count: TextWidth.columns(front)))^"
        + String(repeating: "~", count: max(mistake - 1, 0)),
    ]
  }

  private static var surroundings: Int { 60 }
}
