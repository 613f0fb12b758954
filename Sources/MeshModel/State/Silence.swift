/// That a source, which may be the only one to tell of some services, is not heard.
struct Silence: Sendable, Hashable {
  /// The source's name.
  let source: String
  /// When it was last heard, in microseconds of the wall clock; nil when it never was.
  let since: Int?
  /// Why it says nothing, as far as it is known.
  let problem: String?

  /// As in `no answer from shop=demo since 15:33:08Z`.
  var sentence: String {
    guard let since else {
      return "nothing was ever heard of it" + (problem.map { ": \($0)" } ?? "")
    }
    return InstanceReading.Outage("no answer from \(source)", since: since).sentence
  }

  /// Of two the one that was heard last: until then something was known.
  static func latest(_ left: Silence?, _ right: Silence) -> Silence {
    guard let left else { return right }
    return (left.since ?? .min, right.source) >= (right.since ?? .min, left.source) ? left : right
  }
}
