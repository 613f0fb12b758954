import Terminal

extension Keys {
  /// The keys of the Topology tab.
  static let topology: [Binding] =
    steps + [
      Binding(
        .topology, [.enter, .character("d")], .accept, label: "open",
        help: "Shows the marked service, or the marked call, in the tab Mesh.",
        footer: 2),
      Binding(
        .topology, [.character("e")], .nextCall, label: "next call",
        help:
          "Marks the calls of the marked service one after another; faults then act on the call.",
        footer: 3),
      Binding(
        .topology, [.character("E")], .previousCall, label: "call before",
        help: "Marks the call before."),
      Binding(
        .topology, [.character("z")], .zoom, label: "zoom",
        help: "Draws only what is one call away from the marked service, then what is two calls "
          + "away, then all again.", footer: 4),
      Binding(
        .topology, [.character("/")], .filter, label: "filter",
        help: "Dims all services but those with a text in their name, or those a condition holds "
          + "for, as in err > 5; arrows then go to these only.", footer: 5),
      Binding(
        .topology, [.character("n")], .nextService, label: "next service",
        help: "Goes to the next service that passes the filter, in the order of the tab Mesh."),
      Binding(
        .topology, [.character("p")], .previousService, label: "service before",
        help: "Goes to the one before."),
      Binding(
        .topology, [.character("A")], .toggleAnimation, label: "traffic",
        help: "Lets requests be seen travelling, or stands them still.", footer: 9),
      Binding(
        .topology, [.escape, .named(.backspace)], .back, label: "back",
        help: "Goes from a call to its service, from a part to the whole, then ends the filter."),
    ]

  private static let steps: [Binding] = [
    Binding(
      .topology, [.up, .character("k")], .move(.up), label: "move",
      help: "Goes to the service above.", footer: 1, shownAs: "←↑↓→"),
    Binding(
      .topology, [.down, .character("j")], .move(.down), label: "down",
      help: "Goes to the service below."),
    Binding(
      .topology, [.left, .character("h")], .goLeft, label: "left",
      help: "Goes to the service on the left, a caller if there is one."),
    Binding(
      .topology, [.right, .character("l")], .goRight, label: "right",
      help: "Goes to the service on the right, one that is called if there is one."),
    Binding(
      .topology, [.named(.pageUp), .control("u")], .move(.pageUp), label: "page up",
      help: "Goes five services up."),
    Binding(
      .topology, [.named(.pageDown), .control("d")], .move(.pageDown), label: "page down",
      help: "Goes five services down."),
    Binding(
      .topology, [.named(.home), .character("g")], .move(.top), label: "top",
      help: "Goes to the highest service."),
    Binding(
      .topology, [.named(.end), .character("G")], .move(.bottom), label: "bottom",
      help: "Goes to the lowest service."),
  ]
}
