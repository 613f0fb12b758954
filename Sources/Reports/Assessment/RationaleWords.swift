import Advice

extension Rationale {
  /// The reason as a sentence about a style.
  var sentence: String {
    switch self {
    case .told(let text): text
    case .better(let others): "This answer fits it better than \(Self.list(others))."
    case .worse(let others): "This answer fits \(Self.list(others)) better."
    case .even: "This answer fits it about as well as the others."
    case .open: "Not answered, so it counts with the mean over its possible answers."
    case .notApplicable: "Does not apply, so it counts alike for all styles."
    }
  }

  private static func list(_ styles: [Style]) -> String {
    AssessmentSentence.list(styles.map(\.phrase))
  }
}
