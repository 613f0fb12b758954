extension Sentence {
  static func unhealthyOnly(_ isOn: Bool) -> String {
    isOn
      ? "Only breakers that are tripped, held, near their limit or half the way there."
      : "All breakers."
  }

  static func sorted(_ view: BreakersState) -> String {
    let what =
      switch view.order {
      case .worst: "worst first"
      case .name: "by name"
      case .distance: "by the distance to trip, the nearest first"
      case .trips: "by how often they opened, the most first"
      case .change: "by their last change, the latest first"
      }
    return "Breakers of each kind \(what)\(view.isReversed ? ", the other way round" : "")."
  }

  static func span(_ span: TimelineSpan) -> String {
    "The axis covers \(span.words); , and . change that."
  }

  static func noBreakerShown(_ view: BreakersState, of count: Int) -> String {
    let why =
      view.hidesHealthy && view.filter.isEmpty
      ? "is anything but closed" : "fits what is shown"
    return "None of \(count) \(count == 1 ? "breaker" : "breakers") \(why); Esc shows all."
  }
}
