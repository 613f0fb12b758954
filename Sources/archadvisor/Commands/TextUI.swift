import Reports

extension Command {
  /// The text UI: what the program does when no word names a command.
  static let textUI = Command(
    name: "", summary: "Answer the questions and watch the verdict move.", options: [.answers]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    // Without a terminal there is nothing to draw on; the help is no data here.
    let page = Help.page(nil, columns: Screen.defaultColumns)
    Output.say([Paint(ascii: true).text(page.lines)])
    return .usage
  }
}
