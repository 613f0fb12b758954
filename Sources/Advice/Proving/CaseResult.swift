/// A case, judged.
public struct CaseResult: Sendable {
  /// What the advisor says to a case.
  public struct Verdict: Sendable {
    /// Nil when vetoes exclude every style.
    public let style: Style?
    public let robustness: Robustness
    /// Ids of the warnings raised.
    public let warnings: [String]
  }

  public let subject: Case
  /// To all its answers; nil when they contradict one another.
  public let verdict: Verdict?
  /// To the answers the publication states; nil when these contradict one another.
  public let statedVerdict: Verdict?
  /// What counting the ticks of the decision matrix says; nil without a matrix.
  public let ticked: Style?
  /// How soon each order of the questions reaches the final verdict.
  public let pace: Pace?

  /// The warnings the publication tells of that were not raised.
  public var missedSigns: [String] {
    subject.warningSigns.filter { !(verdict?.warnings.contains($0) ?? false) }
  }

  /// Those of them whose own question the case leaves open, so that nothing could raise them.
  public var openSigns: [String] {
    let answered = Set(subject.given.map(\.question))
    return missedSigns.filter { !answered.contains($0) }
  }
}

/// How a recommendation stands to the outcome of a case.
public enum Hit: String, CaseIterable, Sendable {
  case outcome
  case acceptable
  /// Neither chosen nor rejected by those who decided.
  case other
  case rejected
  /// Nothing was recommended.
  case none

  public init(_ style: Style?, _ subject: Case) {
    guard let style else {
      self = .none
      return
    }
    if style == subject.outcome {
      self = .outcome
    } else if subject.acceptable.contains(style) {
      self = .acceptable
    } else {
      self = subject.rejected.contains(style) ? .rejected : .other
    }
  }

  /// Whether it is the outcome or as defensible.
  public var isAccepted: Bool { self == .outcome || self == .acceptable }
}

/// How many of all.
public struct Share: Sendable, Equatable {
  public let count: Int
  public let total: Int

  public init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// Rounded to whole percent; nil of nothing.
  public var percent: Int? { total == 0 ? nil : (200 * count + total) / (2 * total) }

  public func isAtLeast(percent: Int) -> Bool { 100 * count >= percent * total }
  public func isAtMost(percent: Int) -> Bool { 100 * count <= percent * total }
}
