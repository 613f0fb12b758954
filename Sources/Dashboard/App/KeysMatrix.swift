import Terminal

extension Keys {
  /// What the matrix has beside changing answers and weights, and the box of rules above it.
  static let matrixViews: [Binding] =
    [
      Binding(
        .matrix, [.character("f")], .showFlips, label: "flips",
        help: "Shows the smallest changes that lead to another style; Enter there marks a row.",
        footer: 5),
      Binding(
        .matrix, [.character("C")], .compareSaved, label: "compare",
        help: "Shows what differs from the saved answers and what that does, or the points again.",
        footer: 7),
      Binding(
        .matrix, [.character("V")], .showVetoes, label: "vetoes",
        help: "Shows which veto excludes which style, which still may, and why.", footer: 8),
      Binding(
        .matrix, [.character(">")], .nextOrder, label: "sort",
        help: "Sorts rows: as asked, by weight, by what they give the lead, by what changed.",
        footer: 8, shownAs: "<>"),
      Binding(
        .matrix, [.character("<")], .previousOrder, label: "sort back",
        help: "Sorts rows the way before."),
    ]
    + moves(.drill, page: true)
    + [
      Binding(
        .drill, [.enter, .right], .accept, label: "open",
        help: "Opens what is marked: a rule, a veto, a source, or a row.", footer: 2),
      Binding(
        .drill, [.escape, .left, .named(.backspace)], .back, label: "back",
        help: "Goes up one level.", footer: 3),
      Binding(
        .drill, [.character("q")], .cancel, label: "close", help: "Closes the box.", footer: 4),
      Binding(.drill, [.control("c")], .interrupt, label: "quit", help: "Ends the program."),
    ]
}
