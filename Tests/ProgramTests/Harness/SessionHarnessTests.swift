import TestSupport
import Testing

/// What plays the sessions is itself checked: a story that does not come true has to fail.
@Suite struct SessionHarnessTests {
  @Test(
    "a line that makes no sense is told with its place",
    arguments: [
      ("prees q", "'prees' is no step"), ("wait", "no text"), ("wait \"a", "without its partner"),
      ("wait \"a\" within soon", "needs seconds"), ("resize 80", "no size"),
      ("ends well", "no status"),
      ("states \"row\"", "needs a row and words"), ("type a b", "one word"),
    ])
  func wrongLine(_ line: String, _ message: String) throws {
    let text = "title x\n# a remark\nstart true\n\(line)\n"
    let error = #expect(throws: HarnessError.self) { try SessionScript(text, name: "s") }
    #expect(error?.description.hasPrefix("s:4: ") == true)
    #expect(error?.description.contains(message) == true)
  }

  @Test func readsTheLines() throws {
    let script = try SessionScript(
      """
      title A story
      size 80x24
      start archadvisor --tab mesh
      press C-l Enter
      wait "a row" "b" within 40s
      shell cat x prints "one" "$TWO"
      signal STOP mesh
      """, name: "s")
    #expect(script.title == "A story" && script.columns == 80 && script.rows == 24)
    #expect(
      script.steps.map(\.step) == [
        .start("archadvisor --tab mesh"), .press(["C-l", "Enter"]),
        .wait(["a row", "b"], seconds: 40), .shell("cat x", prints: ["one", "$TWO"]),
        .meshSignal("STOP"),
      ])
  }

  /// A shell stands for the program.
  static let untrue: [(steps: String, message: String)] = [
    ("show here\ntype x\nwait here", "was there before"),
    ("show here\nshow nothing within 0s", "waited"),
    ("show here\ngone here within 0s", "waited"),
    ("states state one two", "waited"),
    ("show 8\nfalls \"count \"", "waited"),
    ("press Enter\nends 7", "status 7"),
    ("shell exit 3", "exited(3)"),
    ("shell echo no prints \"yes\"", "does not print"),
    ("press Enter\nends 5", "U+7"),
  ]

  @Test("a story that is not true fails with its line", arguments: untrue)
  func fails(_ steps: String, _ message: String) throws {
    let script = try SessionScript(
      "title x\nstart echo here; echo state one; echo count 8; printf '\\a'; read a; (exit 5)\n\(steps)",
      name: "untrue")
    let error = #expect(throws: HarnessError.self) {
      try SessionPlayer(script, name: "untrue", patience: 1).play()
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func statesHaveToComeInTheirOrder() throws {
    var order = StateOrder(["closed", "open", "half"])
    for (row, isDone) in [("half", false), ("closed", false), ("open", false), ("half", true)] {
      #expect(try order.see([Substring(row)]) == isDone)
    }
    var wrong = StateOrder(["closed", "open", "half"])
    #expect(try !wrong.see(["a closed"]))
    #expect(throws: HarnessError.self) { try wrong.see(["a half"]) }
  }

  @Test func whatCouldSteerATerminalIsFound() {
    let fine = "\u{1B}[1;31mred\u{1B}(B\u{1B}[m \r\n─╳◐ e\u{301}"
    #expect(RawOutput.dangers(in: Array(fine.utf8)).isEmpty)
    for text in [
      "\u{1B}]52;c;QQ", "\u{7}", "\u{9B}2J", "\u{202E}", "\u{200B}", "\u{1B}P", "\u{FEFF}",
    ] {
      #expect(RawOutput.dangers(in: Array(text.utf8)).count == 1)
    }
  }
}
