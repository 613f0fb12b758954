/// Every sentence about settings and headers that cannot be used.
extension SettingsProblem: CustomStringConvertible {
  /// What is wrong and what was expected, in one short sentence without a full stop.
  public var description: String {
    switch self {
    case .number(let setting, let value, let allowed):
      "\(setting.rawValue) is \(value); expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .duration(let setting, let value, let allowed):
      "\(setting.rawValue) is \(value.spelled); expected \(allowed.lowerBound.spelled) to "
        + allowed.upperBound.spelled
    case .nothingTrips:
      "breaker has nothing to trip on; set a failure rate, a slow call rate or consecutive failures"
    case .minimumBeyondWindow(let minimum, let window):
      "breaker minimum calls is \(minimum), beyond its window of \(window) calls: "
        + "it could never trip on a rate"
    case .capBelow(let setting, let value, let lower, let least):
      "\(setting.rawValue) is \(value.spelled), below \(lower.rawValue) of \(least.spelled)"
    case .marginTooLarge(let margin, let attempt):
      "timeout margin is \(margin.spelled); expected at least 1ms less than the "
        + "timeout of one attempt of \(attempt.spelled)"
    case .failureIgnored:
      "an ending is listed as failure and as ignored; keep it in one list"
    case .retriesFinal:
      "retry lists an ending that is final: answered, cancelled or refused here"
    case .rateTooHigh(let tokens, let interval):
      "rate limit is \(tokens) tokens in \(interval.spelled); expected at most a million a second"
    }
  }
}

extension InvalidSettings: CustomStringConvertible {
  /// All problems, one a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension BudgetHeaderProblem: CustomStringConvertible {
  /// What is wrong and what was expected, in one short sentence without a full stop.
  public var description: String {
    switch self {
    case .empty: "\(Deadline.headerName) is empty; expected whole milliseconds"
    case .notANumber: "\(Deadline.headerName) is no number; expected whole milliseconds"
    case .tooLong: "\(Deadline.headerName) has more than 9 digits; expected whole milliseconds"
    }
  }
}

extension Nanoseconds {
  /// The length in the largest unit that leaves no fraction: `250ms`, `10s`.
  var spelled: String {
    let units: [(Int64, String)] = [
      (60_000_000_000, "m"), (1_000_000_000, "s"), (1_000_000, "ms"), (1000, "us"),
    ]
    if count == 0 { return "0s" }
    for (size, name) in units where count % size == 0 { return "\(count / size)\(name)" }
    return "\(count)ns"
  }
}
