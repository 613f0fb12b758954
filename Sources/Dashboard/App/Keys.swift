public import Terminal

/// The keys of the text UI: the one table that dispatch, footer and help are made from.
public enum Keys {
  /// The table.
  public static let table = KeyTable<KeyScope, Action>(
    prompt + confirmation + reading + choices + question + list + matrix + matrixViews + editor
      + meshKeys
      + patterns + startKeys + labKeys
      + paletteKeys + commandLogKeys + everywhere + commands)

  typealias Binding = KeyBinding<KeyScope, Action>

  private static let prompt: [Binding] = [
    Binding(.prompt, [.enter], .confirm, label: "accept", help: "Takes what was typed.", footer: 1),
    Binding(
      .prompt, [.escape], .cancel, label: "cancel", help: "Leaves everything as it was.", footer: 2),
    Binding(
      .prompt, [.control("c")], .interrupt, label: "quit", help: "Ends the program."),
  ]

  private static let confirmation: [Binding] = [
    Binding(
      .confirmation, [.escape, .enter, .character("n")], .cancel, label: "stay",
      help: "Leaves everything as it was.", footer: 1),
    Binding(
      .confirmation, [.character("s"), .character("y")], .confirm, label: "save",
      help: "Saves, as the box says.", footer: 2),
    Binding(
      .confirmation, [.character("D")], .discard, label: "discard",
      help: "Leaves without saving, where the box offers it.", footer: 3),
    Binding(
      .confirmation, [.control("c")], .interrupt, label: "quit",
      help: "Ends the program; what was not saved is lost."),
  ]

  private static let reading: [Binding] =
    moves(.reading, page: true)
    + [
      Binding(
        .reading, [.escape, .enter, .character("q"), .character("?")], .back, label: "close",
        help: "Closes the box.", footer: 2),
      Binding(.reading, [.control("c")], .interrupt, label: "quit", help: "Ends the program."),
    ]

  private static let choices: [Binding] =
    moves(.choices, page: false)
    + [
      Binding(
        .choices, [.enter], .accept, label: "answer",
        help: "Answers with the marked line; on a number, opens the field to type it.", footer: 2),
      Binding(
        .choices, [.space], .toggle, label: "one of several",
        help: "Adds the marked word to those still possible, or takes it out again.", footer: 6),
      Binding(
        .choices, [.named(.backspace), .named(.delete)], .setUnknown, label: "unknown",
        help: "Opens the question again: the answer is not known.", footer: 7),
      Binding(
        .choices, [.character("x")], .setNotApplicable, label: "not applicable",
        help: "Says that the question makes no sense for this system, and why.", footer: 8),
    ]

  private static let question: [Binding] = [
    Binding(
      .question, [.right, .character("n")], .nextQuestion, label: "question",
      help: "Goes to the next question.", footer: 3, shownAs: "←→"),
    Binding(
      .question, [.left, .character("p")], .previousQuestion, label: "previous",
      help: "Goes to the previous question."),
    Binding(
      .question, [.character("b")], .bestQuestion, label: "best next",
      help: "Goes to the open question that narrows the outcome most.", footer: 4),
    Binding(
      .question, [.character("B")], .toggleBestFirst, label: "best first", help: bestFirstHelp,
      footer: 9),
    Binding(
      .question, [.escape, .character("l")], .openList, label: "list",
      help: "Shows all questions with their answers.", footer: 5, shownAs: "l"),
    Binding(
      .question, [.character("w")], .explainQuestion, label: "why",
      help: "Says why this is asked and what each answer does.", footer: 5),
  ]

  private static let bestFirstHelp =
    "Lets every answer lead on to the question that narrows the outcome most, or in order again."

  private static let list: [Binding] =
    moves(.list, page: true)
    + [
      Binding(
        .list, [.enter], .openQuestion, label: "open",
        help: "Opens the marked question.", footer: 2),
      Binding(
        .list, [.right], .nextValue, label: "change answer",
        help: "Answers the marked question with its next word or range, in place.", footer: 2,
        shownAs: "←→"),
      Binding(
        .list, [.left], .previousValue, label: "previous value",
        help: "Answers the marked question with the word or range before."),
      Binding(
        .list, [.character("/")], .filter, label: "filter",
        help: "Lists only questions in whose name, text or answer some words stand.", footer: 3),
      Binding(
        .list, [.character("B")], .toggleBestFirst, label: "best first", help: bestFirstHelp),
      Binding(
        .list, [.character("x")], .setNotApplicable, label: "not applicable",
        help: "Says that the marked question makes no sense for this system, and why."),
      Binding(
        .list, [.character("b")], .bestQuestion, label: "best next",
        help: "Opens the question that narrows the outcome most.", footer: 3),
      Binding(
        .list, [.named(.backspace), .named(.delete)], .setUnknown, label: "unknown",
        help: "Opens the marked question again: the answer is not known.", footer: 4),
      Binding(
        .list, [.character("w")], .explainQuestion, label: "why",
        help: "Says why the marked question is asked and what each answer does.", footer: 5),
    ]

  private static let matrix: [Binding] =
    moves(.matrix, page: true)
    + [
      Binding(
        .matrix, [.right], .nextValue, label: "change answer",
        help: "Changes the answer of the marked row to the next value.", footer: 2, shownAs: "←→"),
      Binding(
        .matrix, [.left], .previousValue, label: "previous value",
        help: "Changes the answer of the marked row to the value before."),
      Binding(
        .matrix, [.enter, .character("d"), .character("w")], .explainCriterion, label: "why",
        help: "Shows rule, reason, scores and sources of the marked row.", footer: 3),
      Binding(
        .matrix, [.character("e")], .editAnswer, label: "edit",
        help: "Offers all answers of the marked row.", footer: 4),
      Binding(
        .matrix, [.named(.backspace), .named(.delete)], .setUnknown, label: "unknown",
        help: "Opens the question of the marked row again.", footer: 9),
      Binding(
        .matrix, [.character("+")], .raiseWeight, label: "weight",
        help: "Gives the marked row more weight.", footer: 6, shownAs: "+-"),
      Binding(
        .matrix, [.character("-")], .lowerWeight, label: "less weight",
        help: "Gives the marked row less weight."),
      Binding(
        .matrix, [.character("=")], .resetWeight, label: "own weight",
        help: "Gives the marked row the weight of the knowledge base again."),
      Binding(
        .matrix, [.character("v")], .toggleFit, label: "points/fit",
        help: "Switches between points and how well each style fits, 0 to 100.", footer: 7),
    ]

  private static let editor: [Binding] = [
    Binding(.editor, [.escape], .back, label: "close", help: "Closes the box.", footer: 9),
    Binding(.editor, [.control("c")], .interrupt, label: "quit", help: "Ends the program."),
  ]

  /// Moving is the same everywhere.
  static func moves(_ scope: KeyScope, page: Bool) -> [Binding] {
    let steps = [
      Binding(
        scope, [.up, .character("k")], .move(.up), label: "move", help: "Goes up.", footer: 1,
        shownAs: "↑↓"),
      Binding(scope, [.down, .character("j")], .move(.down), label: "down", help: "Goes down."),
    ]
    let pages = [
      Binding(
        scope, [.named(.pageUp), .control("u")], .move(.pageUp), label: "page up",
        help: "Goes up a page."),
      Binding(
        scope, [.named(.pageDown), .control("d")], .move(.pageDown), label: "page down",
        help: "Goes down a page."),
    ]
    let ends = [
      Binding(
        scope, [.named(.home), .character("g")], .move(.top), label: "top",
        help: "Goes to the first line."),
      Binding(
        scope, [.named(.end), .character("G")], .move(.bottom), label: "bottom",
        help: "Goes to the last line."),
    ]
    return steps + (page ? pages : []) + ends
  }
}
