import MeshLook
import MeshModel
import Terminal

/// A breaker in a line, and what there is to say about it in another.
struct BreakerWords {
  let line: StyledLine
  let remark: String

  init(_ breaker: Snapshot.Breaker, _ state: DashboardState) {
    let callee = breaker.instance ?? breaker.to
    let past = state.mesh.passing(of: breaker)
    var spans = [
      StyledSpan("  "),
      StyledSpan(
        TextWidth.padded("\(breaker.state.sign) \(breaker.state.rawValue)", to: 16),
        TextStyle(breaker.state.role)),
      StyledSpan("\(breaker.from) → \(callee)", TextStyle(.text)),
    ]
    if breaker.kind != .library {
      spans.append(StyledSpan("  \(breaker.kind.words)", TextStyle(.muted)))
    }
    if let past {
      spans.append(StyledSpan("  \(past.words)", TextStyle(past.state.role)))
    }
    line = StyledLine(spans)
    remark = Self.remark(breaker, state)
  }

  /// Why a breaker is not closed and when it tries again, in few words; its kind where it is no usual one.
  static func news(_ breaker: Snapshot.Breaker, _ state: DashboardState) -> String {
    var parts: [String] = []
    if let next = breaker.nextProbeSeconds, breaker.state.isTripped {
      parts.append(probeWords(next - state.mesh.sinceFrame))
    }
    if let reason = breaker.reason, breaker.state != .closed { parts.append(reason) }
    if breaker.kind != .library { parts.append(breaker.kind.words) }
    return parts.joined(separator: ", ")
  }

  static func remark(_ breaker: Snapshot.Breaker, _ state: DashboardState) -> String {
    var parts: [String] = []
    if let age = state.ageWords(breaker.since) { parts.append("for \(age)") }
    if let reason = breaker.reason { parts.append(reason) }
    if let next = breaker.nextProbeSeconds {
      parts.append(probeWords(next - state.mesh.sinceFrame))
    }
    if let distance = breaker.distance {
      parts.append(
        "\(Figures.plain(distance.value)) of \(Figures.plain(distance.limit)) \(distance.unit)")
    }
    if let trips = breaker.trips {
      parts.append(trips == 1 ? "opened once" : "opened \(Figures.count(trips)) times")
    }
    if breaker.observerCount > 1 {
      parts.append("\(breaker.observers.count) of \(breaker.observerCount) instances")
    }
    if breaker.confidence == .derived { parts.append("worked out from counters") }
    return parts.joined(separator: ", ")
  }
}

extension BreakerWords {
  /// When a tripped breaker tries again: after so many seconds, and then only when somebody calls.
  static func probeWords(_ seconds: Double) -> String {
    seconds > 0.05 ? "next probe in \(Figures.seconds(seconds))" : "a probe is due"
  }
}

extension MeshTab {
  /// A state that a breaker has just gone through; nil while time stands still.
  func passing(of breaker: Snapshot.Breaker) -> PassingState? {
    guard paused == nil else { return nil }
    return passing.last {
      $0.from == breaker.from && ($0.to == breaker.to || $0.to == breaker.instance)
    }
  }

  /// Seconds since the latest round.
  var sinceFrame: Double {
    guard let frame, let now else { return 0 }
    return Double(max(0, now.monotonic - frame.at.monotonic)) / 1e9
  }
}
