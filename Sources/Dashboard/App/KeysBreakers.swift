import Terminal

extension Keys {
  /// What can be done among the breakers beside moving and opening.
  static let breakerViews: [Binding] = [
    Binding(
      .breakers, [.character("/")], .filter, label: "filter",
      help:
        "Shows only breakers with all of these words in their names, kind or state; with ! those "
        + "without.", footer: 3),
    Binding(
      .breakers, [.character("z")], .toggleUnhealthy, label: "unhealthy",
      help: "Shows only breakers that are tripped, held or near their limit, or all again.",
      footer: 3),
    Binding(
      .breakers, [.character(".")], .longerSpan, label: "time",
      help: "Lets the axis cover more time: one, five or ten minutes.", footer: 5, shownAs: ",."),
    Binding(
      .breakers, [.character(",")], .shorterSpan, label: "less time",
      help: "Lets the axis cover less time."),
    Binding(
      .breakers, [.character(">")], .nextColumn, label: "sort",
      help: "Sorts by the next of state, name, distance, how often opened, last change.", footer: 7,
      shownAs: "<>"),
    Binding(
      .breakers, [.character("<")], .previousColumn, label: "sort back",
      help: "Sorts by the one before."),
    Binding(
      .breakers, [.character("r")], .reverseOrder, label: "reverse",
      help: "Turns the order around."),
  ]
}
