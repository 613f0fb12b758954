import Terminal

extension Keys {
  /// The keys of the Patterns tab: its list, and a text that is read.
  static let patterns: [Binding] = shelf + page

  private static let shelf: [Binding] =
    moves(.patterns, page: true)
    + [
      Binding(
        .patterns, [.enter], .accept, label: "read", help: "Opens the marked text.", footer: 2),
      Binding(
        .patterns, [.right], .nextValue, label: "kind",
        help: "Lists the next kind: styles, patterns, warning signs, trade-offs, sources and more.",
        footer: 3, shownAs: "←→"),
      Binding(
        .patterns, [.left], .previousValue, label: "previous kind", help: "Lists the kind before."),
      search(.patterns),
    ]

  private static let page: [Binding] =
    moves(.page, page: true)
    + [
      Binding(
        .page, [.enter, .right, .character("d")], .accept, label: "follow",
        help: "Goes where the marked link leads: to another text, or to what runs.", footer: 2),
      Binding(
        .page, [.escape, .left, .named(.backspace)], .back, label: "back",
        help: "Goes back to the text before, and from the first one to the list.", footer: 3),
      search(.page),
    ]

  private static func search(_ scope: KeyScope) -> Binding {
    Binding(
      scope, [.character("/")], .filter, label: "find",
      help: "Lists what speaks of some words, of whatever kind it is.", footer: 4)
  }
}
