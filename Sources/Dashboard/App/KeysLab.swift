import Terminal

extension Keys {
  /// The keys of labs: everywhere, in the list of labs, and while one is done.
  static let labKeys: [Binding] = everywhereForLabs + labList + labRun

  private static let everywhereForLabs: [Binding] = [
    Binding(
      .everywhere, [.character("L")], .openLab, label: "labs",
      help:
        "Offers the labs, which are lessons on a running mesh; while one is on, leaves it.",
      footer: 9)
  ]

  private static let labRun: [Binding] = [
    Binding(
      .lab, [.character("M")], .nextStep, label: "next step",
      help: "Goes on to the next step of the lab, once this one is solved.", footer: 1),
    Binding(
      .lab, [.character("H")], .showHint, label: "text, hints",
      help: "Shows the text of the step, and the hints that are due.", footer: 1),
    Binding(
      .lab, [.character("O")], .playSolution, label: "do it for me",
      help: "Plays the solution of the step.", footer: 1),
    Binding(
      .lab, [.character("B")], .repeatStep, label: "begin again",
      help: "Sets the step up again, whatever became of the mesh.", footer: 9),
  ]

  private static let labList: [Binding] =
    moves(.labList, page: true)
    + [
      Binding(
        .labList, [.enter], .accept, label: "begin",
        help: "Begins the marked lab, or goes on with it.", footer: 2),
      Binding(
        .labList, [.escape, .character("q"), .character("L")], .cancel, label: "close",
        help: "Closes the list.", footer: 3),
      Binding(.labList, [.control("c")], .interrupt, label: "quit", help: "Ends the program."),
    ]
}
