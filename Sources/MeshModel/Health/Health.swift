/// How a service does, and why that is said.
public struct Health: Sendable, Equatable {
  public enum Status: String, Sendable, CaseIterable {
    case healthy, degraded, failing, starting
    case noTraffic = "no-traffic"
    case unknown

    /// Whether something is wrong.
    public var isIll: Bool { self == .degraded || self == .failing }

    /// The better ones first.
    public static let fromBestToWorst: [Status] = [
      .healthy, .noTraffic, .unknown, .starting, .degraded, .failing,
    ]

    /// The higher, the worse.
    public var gravity: Int { Self.fromBestToWorst.firstIndex(of: self) ?? 0 }
  }

  public var status: Status
  /// As in `http 5xx 12.0% >= 10%`.
  public var reason: String
  /// The answers it was judged by; nil without a valid window.
  public var sample: Double?
  /// Seconds over which it was judged.
  public var windowSeconds: Double
  /// When the status began, in microseconds of the wall clock; nil when nobody saw it begin.
  public var since: Int?
  /// The services at the end of the chain of failing calls that make this one ill: itself, when it
  /// is the cause. Empty when it is well.
  public var causes: [String] = []

  /// It would be failing, if it were not for the few answers it was judged by.
  var isThin = false

  public init(
    _ status: Status, _ reason: String, sample: Double? = nil, windowSeconds: Double,
    since: Int? = nil
  ) {
    self.status = status
    self.reason = reason
    self.sample = sample
    self.windowSeconds = windowSeconds
    self.since = since
  }
}
