import Terminal

extension Keys {
  /// The keys of the palette.
  static let paletteKeys: [Binding] =
    [
      Binding(
        .palette, [.enter], .confirm, label: "run", help: "Runs the marked command.", footer: 1),
      Binding(
        .palette, [.tab], .complete, label: "complete", help: "Types the marked command.",
        footer: 2),
      Binding(
        .palette, [.up, .control("p")], .move(.up), label: "choose",
        help: "Marks the command above.", footer: 3, shownAs: "↑↓"),
      Binding(
        .palette, [.down, .control("n")], .move(.down), label: "down",
        help: "Marks the command below."),
      Binding(
        .palette, [.named(.pageUp)], .move(.pageUp), label: "page up", help: "Goes up a page."),
      Binding(
        .palette, [.named(.pageDown)], .move(.pageDown), label: "page down",
        help: "Goes down a page."),
      Binding(
        .palette, [.escape], .cancel, label: "close", help: "Closes the palette.", footer: 4),
      Binding(.palette, [.control("c")], .interrupt, label: "quit", help: "Ends the program."),
    ]

  /// Commands by name, everywhere no box is open.
  static let commands: [Binding] = [
    Binding(
      .everywhere, [.character(":")], .openPalette, label: "commands",
      help: "Offers everything that can be done here by its name, and finds it by a few letters.",
      footer: 10),
    Binding(
      .everywhere, [.character("@")], .openLog, label: "command log",
      help: "Lists the commands that print and do what was seen and done in this session."),
    Binding(
      .everywhere, [.character("y")], .copyCommand, label: "copy command",
      help: "Copies the command that prints what is on the screen to the terminal's clipboard."),
    Binding(
      .everywhere, [.character("Y")], .copyMark, label: "copy name",
      help: "Copies the name of what is marked to the terminal's clipboard."),
  ]

  /// The keys of the list of commands.
  static let commandLogKeys: [Binding] =
    moves(.commandLog, page: true)
    + [
      Binding(
        .commandLog, [.enter, .character("y")], .copyCommand, label: "copy",
        help: "Copies the marked command to the terminal's clipboard.", footer: 2),
      Binding(
        .commandLog, [.escape, .character("q"), .character("@")], .back, label: "close",
        help: "Closes the list.", footer: 3),
      Binding(.commandLog, [.control("c")], .interrupt, label: "quit", help: "Ends the program."),
    ]
}
