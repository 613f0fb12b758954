/// Why a filter or an order cannot be understood, and where.
public struct FilterProblem: Error, Sendable, Hashable {
  /// The whole text, as it was given.
  public let text: String
  /// The mistake in it, in scalars from the beginning; one beyond the end when something is missing.
  public let place: Range<Int>
  /// What is wrong and what to do about it. May quote the text: make it printable.
  public let sentence: String

  /// A problem whose text is known further up.
  struct Finding: Error, Equatable {
    let sentence: String
    let place: Range<Int>

    init(_ sentence: String, _ place: Range<Int>) {
      self.sentence = sentence
      self.place = place
    }
  }

  init(_ text: String, _ finding: Finding) {
    self.text = text
    place = finding.place
    sentence = finding.sentence
  }
}
