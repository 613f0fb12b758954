internal import Instruments

/// Something that happened inside a service and that an operator wants to see.
public struct ServiceEvent: Sendable, Hashable {
  /// As in the contract: `breaker-open`, `probe-failed`, `fault-on`, and so on.
  public let kind: String
  /// What it happened to, as in `order:payment`.
  public let subject: String
  public let detail: String
  /// Microseconds of the wall clock.
  public let at: Int

  public init(kind: String, subject: String, detail: String, at: Int) {
    self.kind = kind
    self.subject = subject
    self.detail = detail
    self.at = at
  }

  /// One line of JSON.
  public var json: String {
    "{\"at\":\(LogLine.quoted(Timestamp.text(microseconds: at))),"
      + "\"kind\":\(LogLine.quoted(kind)),\"subject\":\(LogLine.quoted(subject)),"
      + "\"detail\":\(LogLine.quoted(detail))}"
  }
}
