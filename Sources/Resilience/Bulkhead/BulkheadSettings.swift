/// A kind of work that has a pool of its own.
public enum BulkheadPool: String, Sendable, Hashable, CaseIterable {
  /// What the business stops without, such as placing an order.
  case critical
  /// What people wait for, such as browsing.
  case normal
  /// What nobody waits for, such as reports.
  case batch
}

/// How much of one kind of work is done and waits at the same time.
///
/// | setting | critical | normal | batch | allowed |
/// |---|---|---|---|---|
/// | `maximumConcurrent` | 32 | 16 | 4 | 1 to 10000 |
/// | `maximumQueued` | 64 | 16 | 16 | 0 to 1000 |
/// | `maximumWait` | 250 ms | 100 ms | 1 s | 0 to 1 min |
public struct BulkheadPoolSettings: Sendable, Hashable {
  /// Calls that are worked on at the same time.
  public var maximumConcurrent: Int
  /// Calls that wait for one of those to end; 0 refuses at once.
  public var maximumQueued: Int
  /// How long a call waits before it is refused.
  public var maximumWait: Nanoseconds

  /// Limits of one pool.
  public init(maximumConcurrent: Int, maximumQueued: Int, maximumWait: Nanoseconds) {
    self.maximumConcurrent = maximumConcurrent
    self.maximumQueued = maximumQueued
    self.maximumWait = maximumWait
  }

  func check(_ checks: inout SettingsCheck) {
    checks.number(.maximumConcurrent, maximumConcurrent, 1...10_000)
    checks.number(.maximumQueued, maximumQueued, 0...1000)
    checks.duration(.maximumWait, maximumWait, .zero, .seconds(60))
  }
}

/// The settings of all pools.
public struct BulkheadSettings: Sendable, Hashable {
  /// Limits of the critical pool.
  public var critical = BulkheadPoolSettings(
    maximumConcurrent: 32, maximumQueued: 64, maximumWait: .milliseconds(250))
  /// Limits of the normal pool.
  public var normal = BulkheadPoolSettings(
    maximumConcurrent: 16, maximumQueued: 16, maximumWait: .milliseconds(100))
  /// Limits of the batch pool.
  public var batch = BulkheadPoolSettings(
    maximumConcurrent: 4, maximumQueued: 16, maximumWait: .seconds(1))

  /// The defaults of ``BulkheadPoolSettings``.
  public init() {}

  /// The settings of one pool.
  public subscript(pool: BulkheadPool) -> BulkheadPoolSettings {
    get {
      switch pool {
      case .critical: critical
      case .normal: normal
      case .batch: batch
      }
    }
    set {
      switch pool {
      case .critical: critical = newValue
      case .normal: normal = newValue
      case .batch: batch = newValue
      }
    }
  }

  /// Every setting that cannot be used, pool by pool.
  public var problems: [SettingsProblem] {
    var checks = SettingsCheck()
    for pool in BulkheadPool.allCases { self[pool].check(&checks) }
    return checks.problems
  }
}
