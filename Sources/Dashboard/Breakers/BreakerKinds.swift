import MeshLook
import MeshModel
import Terminal

extension BreakerKind {
  /// All of one kind.
  var plural: String {
    switch self {
    case .library: "breakers"
    case .ejection: "ejections"
    case .concurrency: "concurrency limits"
    case .retryBudget: "retry budgets"
    case .rateLimit: "rate limits"
    }
  }

  /// What one of this kind does; they share a name and little else.
  var deed: String {
    switch self {
    case .library: "the caller stops calling a service that fails, waits, and tries with a probe"
    case .ejection: "a proxy takes a failing instance out of the rotation for a while"
    case .concurrency: "no more requests at a time than this; the rest is shed at once"
    case .retryBudget: "no more retries than a share of the requests"
    case .rateLimit: "no more requests a second than this"
    }
  }

  /// A state of the circle: its name, and what leads to the next, also in a few letters.
  typealias Stage = (state: BreakerCondition, name: String, onwards: String, briefly: String)

  /// The states it goes through, from the untroubled one on and round again, with what leads from each
  /// to the next.
  var circle: [Stage] {
    switch self {
    case .library:
      [
        (.closed, "closed", "fails too often", "fails"), (.open, "open", "waits", "waits"),
        (.halfOpen, "half-open", "1 probe goes well", "1 probe ok"),
      ]
    case .ejection:
      [
        (.closed, "in the rotation", "fails too often", "fails"),
        (.open, "ejected", "its time is over", "time over"),
      ]
    case .concurrency:
      [
        (.closed, "below the limit", "fills up", "fills"),
        (.nearLimit, "near the limit", "reaches it", "full"),
        (.shedding, "shedding", "requests end", "some end"),
      ]
    case .retryBudget:
      [
        (.closed, "budget left", "spent", "spent"),
        (.open, "no more retries", "fills again", "fills"),
      ]
    case .rateLimit:
      [
        (.closed, "below the rate", "reaches it", "full"),
        (.shedding, "refusing", "time passes", "time"),
      ]
    }
  }
}
