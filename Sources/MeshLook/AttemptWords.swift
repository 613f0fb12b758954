/// What retries make of calls, the same in reports and on the screen.
public enum AttemptWords {
  /// `1.6 attempts per call sent`: calls that a breaker or a limit kept from being sent count for nothing
  /// here.
  ///
  /// - Parameters:
  ///   - times: attempts for each first one, at least 1.
  ///   - places: decimals.
  public static func perCall(_ times: Double, places: Int = 1) -> String {
    let text = Figures.fixed(times, places)
    let isOne = text.allSatisfy { $0 == "0" || $0 == "1" || $0 == "." } && times < 1.5
    return "\(isOne ? "1 attempt" : "\(text) attempts") per call sent"
  }
}
