public import YAML

/// What kind of mistake was found; codes are never given a second meaning.
public struct DefectCode: Hashable, Sendable {
  public enum Severity: String, Sendable {
    /// The advice is wrong, incomplete, or not backed.
    case error
    /// The advice is right, and the knowledge wants care.
    case warning
  }

  /// `KB` and three digits.
  public let id: String
  public let severity: Severity
  /// What the code says, as in "Two bands of a criterion overlap."
  public let meaning: String

  init(_ id: String, _ severity: Severity, _ meaning: String) {
    self.id = id
    self.severity = severity
    self.meaning = meaning
  }
}

/// A mistake in the knowledge base.
public struct Defect: Sendable {
  public let code: DefectCode
  public let place: Place
  /// What is wrong, and what to do about it.
  public let message: String
  /// An answers file that shows it, where it concerns answers.
  public let witness: String?

  init(_ code: DefectCode, _ place: Place, _ message: String, witness: String? = nil) {
    self.code = code
    self.place = place
    self.message = message
    self.witness = witness
  }
}
