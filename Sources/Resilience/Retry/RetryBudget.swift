/// How large a retry budget is.
///
/// | setting | default | allowed |
/// |---|---|---|
/// | `percent` | 20 | 0 to 100 |
/// | `minimumPerSecond` | 1 | 0 to 1000 |
/// | `window` | 10 s | 1 s to 5 min |
public struct RetryBudgetSettings: Sendable, Hashable {
  /// Retries for a hundred first attempts.
  public var percent = 20
  /// Retries a second that need no first attempts.
  public var minimumPerSecond = 1
  /// How long first attempts and retries are remembered.
  public var window = Nanoseconds.seconds(10)

  /// The defaults of the table above.
  public init() {}

  /// Every setting that cannot be used, in the order of the table above.
  public var problems: [SettingsProblem] {
    var checks = SettingsCheck()
    checks.number(.budgetPercent, percent, 0...100)
    checks.number(.budgetMinimum, minimumPerSecond, 0...1000)
    checks.duration(.budgetWindow, window, .seconds(1), .seconds(300))
    return checks.problems
  }

  /// What may be paid out in a window without any first attempt, in hundredths of a retry.
  var reserve: Int {
    Int((window * Int64(minimumPerSecond * 100)).count / 1_000_000_000)
  }
}

/// How many retries a caller can afford towards one callee.
///
/// **Rule.** Within the window, which moves on by a tenth at a time, retries are at most `percent` of
/// the first attempts plus `minimumPerSecond` times the window's length. A retry beyond that is not
/// made.
///
/// **Why.** A limit of attempts for each call bounds nothing when all calls fail: the load on the
/// callee is multiplied just then. A share of the traffic stays a share whatever happens.
///
/// **Advice.** One budget for each caller and callee, not one for each call. The minimum is there
/// for callers with little traffic; keep it small where many callers share a callee.
///
/// Every first attempt pays in `percent` hundredths of a retry; they lapse when the window has
/// passed, and so does the memory of the retries paid out.
///
/// Defaults are in ``RetryBudgetSettings``; whether it paid is its only event.
public struct RetryBudget: Sendable {
  /// What it was made with.
  public let settings: RetryBudgetSettings

  private static let costOfRetry = 100
  private static let cells = 10

  private var time: ForwardTime
  /// Hundredths of a retry: paid in less paid out.
  private var account: SlidingWindow<Int>
  private var retries = 0
  private var refusals = 0

  /// A budget with nothing paid in, or what is wrong with the settings.
  public init(_ settings: RetryBudgetSettings, now: Instant) throws(InvalidSettings) {
    try SettingsCheck.pass(settings.problems)
    self.settings = settings
    time = ForwardTime(now)
    let cell = Nanoseconds(settings.window.count / Int64(Self.cells))
    account = SlidingWindow(cells: Self.cells, pace: .every(cell), now: now)
  }

  /// Takes note of a first attempt; retries do not pay in.
  public mutating func deposit(now: Instant) {
    account.add(settings.percent, now: time.read(now))
  }

  /// Pays for a retry; false when the budget does not reach.
  public mutating func withdraw(now: Instant) -> Bool {
    let now = time.read(now)
    account.advance(to: now)
    guard account.total + settings.reserve >= Self.costOfRetry else {
      refusals += 1
      return false
    }
    account.add(-Self.costOfRetry, now: now)
    retries += 1
    return true
  }

  /// What it shows of itself now.
  public func report(now: Instant) -> RetryBudgetReport {
    var account = account
    account.advance(to: time.peek(now))
    return RetryBudgetReport(
      available: max(account.total + settings.reserve, 0) / Self.costOfRetry, retries: retries,
      refusals: refusals)
  }
}

/// What a retry budget shows of itself.
public struct RetryBudgetReport: Sendable, Hashable {
  /// Retries it would pay for now.
  public let available: Int
  /// Retries it has paid for.
  public let retries: Int
  /// Retries it has refused.
  public let refusals: Int
}
