import Advice

extension Rationale {
  /// The reason as a sentence about a style.
  var sentence: String { sentence(of: "This answer") }

  /// - Parameter answer: what the reason is about, where no answer stands before the sentence.
  func sentence(of answer: String) -> String {
    switch self {
    case .told(let text): text
    case .better(let others): "\(answer) fits it better than \(Self.list(others))."
    case .worse(let others): "\(answer) fits \(Self.list(others)) better."
    case .even: "\(answer) fits it about as well as the others."
    case .open: "Not answered, so it counts with the mean over its possible answers."
    case .notApplicable: "Does not apply, so it counts alike for all styles."
    }
  }

  private static func list(_ styles: [Style]) -> String {
    AssessmentSentence.list(styles.map(\.phrase))
  }
}
