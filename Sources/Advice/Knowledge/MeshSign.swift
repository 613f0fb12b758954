/// What can be seen in a running mesh that shows a pattern at work.
///
/// The vocabulary is closed: every word is something a snapshot of a mesh tells, so that a pattern
/// never claims more than what was looked at.
public enum MeshSign: String, CaseIterable, Sendable {
  /// A breaker in a caller that stops calling a service.
  case breaker
  /// An instance can be taken out of the rotation by those who call it.
  case ejection
  /// A limit on requests at a time.
  case concurrencyLimit = "concurrency-limit"
  /// A limit on retries.
  case retryBudget = "retry-budget"
  /// A limit on the rate of requests, or requests turned away by one.
  case rateLimit = "rate-limit"
  /// Calls that are made again.
  case retries
  /// Calls given up because they took too long.
  case timeouts
  /// Requests turned away because too many were under way.
  case shedding
  /// More than one instance of a service.
  case instances
  /// Instances of one service that run different versions.
  case versions
  /// A service that calls others and that none of them calls: where requests come in.
  case entry
  /// Instances whose health somebody checks.
  case healthChecks = "health-checks"
  /// Messages in the place of calls.
  case messages

  /// What it is, as in "seen in a mesh by …".
  public var words: String {
    switch self {
    case .breaker: "breakers in callers"
    case .ejection: "instances that callers take out of the rotation"
    case .concurrencyLimit: "limits on requests at a time"
    case .retryBudget: "limits on retries"
    case .rateLimit: "limits on the rate of requests"
    case .retries: "calls that are made again"
    case .timeouts: "calls given up because they took too long"
    case .shedding: "requests turned away because too many were under way"
    case .instances: "services with more than one instance"
    case .versions: "services whose instances run different versions"
    case .entry: "services that call others and that none of them calls"
    case .healthChecks: "instances whose health is checked"
    case .messages: "messages in the place of calls"
    }
  }
}
