import Advice
import Glibc

extension Day {
  /// The day it is where this machine stands.
  static var today: Day? {
    var now = time(nil)
    var parts = tm()
    guard localtime_r(&now, &parts) != nil else { return nil }
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return Day("\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))")
  }
}

extension Invocation {
  /// The day an option names, or the day it is.
  func day(_ option: String) throws(Failure) -> Day {
    guard let text = value(option) else {
      guard let today = Day.today else { throw usage(UsageSentence.noToday(option)) }
      return today
    }
    guard let day = Day(text) else { throw usage(UsageSentence.notADay(option, text)) }
    return day
  }
}
