import Terminal

extension Keys {
  /// The menu a first session begins with. Every other key closes it and means what it always means,
  /// so that nobody who knows the keys is held up.
  static let startKeys: [Binding] =
    moves(.start, page: false)
    + [
      Binding(
        .start, [.enter], .accept, label: "begin", help: "Does what the marked line says.",
        footer: 2),
      Binding(
        .start, [.escape, .character("0")], .cancel, label: "close",
        help: "Closes the menu; what is below it stays.", footer: 3),
      Binding(.start, [.control("c")], .interrupt, label: "quit", help: "Ends the program."),
      Binding(
        .everywhere, [.character("0")], .openStart, label: "start menu",
        help: "Offers what can be begun with: advice, a mesh, labs, reading."),
    ]
}
