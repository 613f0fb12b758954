import Advice
import Terminal

extension Question.Group {
  /// The heading in the interview.
  var title: String {
    switch self {
    case .team: "Team"
    case .delivery: "Delivery"
    case .system: "System"
    case .domain: "Domain"
    case .demand: "Demand"
    case .runtime: "Runtime"
    case .today: "What runs today"
    }
  }
}

extension Question.Change {
  /// How hard it is to change later what the answer says.
  var sentence: String {
    switch self {
    case .easy: "This is easy to change later."
    case .moderate: "Changing this later takes some effort."
    case .hard: "This is hard to change later."
    case .fixed: "This cannot be changed."
    }
  }
}

extension Question {
  /// A set of numbers with what they count: `2 to 4 teams`.
  func textWithUnit(_ set: ValueSet) -> String {
    let text = domain.text(set)
    if let unit { return "\(text) \(set.single == 1 ? Self.singular(unit) : unit)" }
    if case .percent = domain { return "\(text) percent" }
    return text
  }

  private static func singular(_ unit: String) -> String {
    unit.hasSuffix("s") ? String(unit.dropLast()) : unit
  }
}

extension Robustness {
  /// What the class means, in a few words.
  var remark: String {
    switch self {
    case .certain: "no open answer and no weight in its range changes it"
    case .robust: "answers one step away leave it standing"
    case .fragile: "an answer one step away, or other weights, can overturn it"
    case .undetermined: "too little is answered to judge"
    }
  }
}

extension Style {
  /// The name where there are only so many columns.
  func name(columns: Int) -> String { phrase.count <= columns ? phrase : shortName }
}

extension Answer.Source {
  /// How the answer is known, as a remark.
  var remark: String { "(\(rawValue))" }
}
