import JSON
import Terminal

/// What the program finds where it runs, and what to do about what is missing.
public struct DoctorReport: Sendable {
  /// One thing that was looked at.
  public struct Finding: Sendable {
    public enum State: String, Sendable {
      case fine = "ok"
      /// Works, with less than there could be.
      case note
      /// Something needed is not there.
      case missing
    }

    /// What was looked at, as in `terminal`.
    public let subject: String
    public let state: State
    public let found: String
    /// What to do about it.
    public let advice: String?

    public init(_ subject: String, _ state: State, _ found: String, advice: String? = nil) {
      self.subject = subject
      self.state = state
      self.found = found
      self.advice = advice
    }
  }

  public let findings: [Finding]

  public init(_ findings: [Finding]) { self.findings = findings }

  /// Whether everything needed is there.
  public var isFine: Bool { !findings.contains { $0.state == .missing } }

  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    for finding in findings {
      let state = TextWidth.padded(finding.state.rawValue, to: Self.stateColumns)
      page.item(
        label: [
          StyledSpan(state, Self.role(finding.state), .bold), StyledSpan(finding.subject),
        ], width: Self.stateColumns + Self.subjectColumns, [StyledSpan(finding.found)])
      if let advice = finding.advice {
        page.item(
          label: [], width: Self.stateColumns + Self.subjectColumns, [StyledSpan("→ \(advice)")])
      }
    }
    page.blank()
    page.text(isFine ? "Nothing needed is missing." : "Something needed is missing.", .heading)
    return page
  }

  private static let stateColumns = 9
  private static let subjectColumns = 13

  private static func role(_ state: Finding.State) -> Role {
    switch state {
    case .fine: .ok
    case .note: .warning
    case .missing: .bad
    }
  }

  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.doctor/1")
      $0.flag("ok", isFine)
      $0.array("findings", findings) { json, finding in
        json.object {
          $0.string("subject", finding.subject)
          $0.string("state", finding.state.rawValue)
          $0.string("found", finding.found)
          $0.string("advice", finding.advice)
        }
      }
    }
    return json.bytes
  }
}
