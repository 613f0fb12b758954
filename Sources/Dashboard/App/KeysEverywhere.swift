import Terminal

extension Keys {
  /// What holds on every screen while no box is open.
  static let everywhere: [Binding] =
    tabs + [
      Binding(
        .everywhere, [.tab], .nextTab, label: "next tab", help: "Goes to the next tab.", footer: 12),
      Binding(
        .everywhere, [.backTab], .previousTab, label: "previous tab",
        help: "Goes to the previous tab."),
      Binding(
        .everywhere, [.character("s")], .save, label: "save",
        help: "Saves the answers; asks for a name the first time.", footer: 4),
      Binding(
        .everywhere, [.character("S")], .saveAs, label: "save as",
        help: "Saves the answers under another name."),
      Binding(
        .everywhere, [.character("u")], .undo, label: "undo", help: "Takes the last change back.",
        footer: 5),
      Binding(
        .everywhere, [.character("U")], .redo, label: "redo",
        help: "Makes a change again that was taken back."),
      Binding(
        .everywhere, [.character("X")], .haltFaults, label: haltLabel, help: haltHelp, footer: 11),
      Binding(.everywhere, [.escape], .back, label: "back", help: "Goes up one level."),
      Binding(
        .everywhere, [.character("?"), .function(1)], .help, label: "help",
        help: "Shows the keys that can be used here."),
      Binding(
        .everywhere, [.character("t")], .nextTheme, label: "theme",
        help: "Steps through the themes: default, light, high contrast, colour-blind safe, mono."),
      Binding(
        .everywhere, [.character("a")], .toggleAscii, label: "ASCII",
        help: "Draws with ASCII characters only, or with all again."),
      Binding(
        .everywhere, [.character("m")], .toggleMouse, label: "mouse",
        help: "Switches the mouse on or off; off lets the terminal select text."),
      Binding(
        .everywhere, [.control("l")], .redraw, label: "redraw", help: "Paints the screen again."),
      Binding(
        .everywhere, [.control("z")], .suspend, label: "suspend",
        help: "Goes back to the shell until 'fg'."),
      Binding(
        .everywhere, [.character("q")], .quit, label: "quit",
        help: "Ends the program; asks when answers are not saved."),
      Binding(
        .everywhere, [.control("c")], .interrupt, label: "quit",
        help: "Ends the program; asks once when answers are not saved."),
    ]

  private static let tabs: [Binding] = Tab.allCases.map { tab in
    let digit = Unicode.Scalar(UInt8(ascii: "1") + UInt8(tab.index))
    return Binding(
      .everywhere, [.character(digit)], .showTab(tab), label: tab.title,
      help: "Shows the tab \(tab.title).")
  }
}
