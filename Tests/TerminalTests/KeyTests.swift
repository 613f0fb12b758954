import Terminal
import Testing

@Suite struct KeyTests {
  @Test(arguments: [
    ("j", Key.character("j")), ("G", .character("G")), ("Enter", .enter), ("enter", .enter),
    ("Esc", .escape), ("Space", .space), ("Ctrl-L", .control("l")), ("F12", .function(12)),
    ("PageDown", .named(.pageDown)), ("pgdn", .named(.pageDown)), ("Shift-Tab", .backTab),
    ("é", .character("é")), ("F", .character("F")),
  ])
  func readsNames(_ name: String, _ key: Key) {
    #expect(Key(name: name) == key)
  }

  @Test(arguments: ["", "Entre", "Ctrl-", "F0", "F64", "Ctrl-xx"])
  func refusesOtherNames(_ name: String) {
    #expect(Key(name: name) == nil)
  }

  @Test func everyNameIsReadBack() {
    let keys: [Key] =
      NamedKey.allCases.map(Key.named) + [.space, .control("c"), .function(5), .character("Ω")]
    for key in keys { #expect(Key(name: key.name) == key) }
  }

  @Test func readsScripts() throws {
    let events = try KeyScript.events("j \"a b\" resize:60x16 Enter")
    #expect(
      events == [
        .key(.character("j")), .key(.character("a")), .key(.space), .key(.character("b")),
        .resize(Size(columns: 60, rows: 16)), .key(.enter),
      ])
    #expect(throws: KeyScript.Failure.unknownKey("Entre")) { try KeyScript.events("Entre") }
    #expect(throws: KeyScript.Failure.openQuote) { try KeyScript.events("\"a") }
    #expect(throws: KeyScript.Failure.unknownKey("resize:0x5")) {
      try KeyScript.events("resize:0x5")
    }
  }
}

private enum Scope { case dialog, screen, everywhere }

private enum Deed { case accept, open, quit, help }

@Suite struct KeyTableTests {
  private let table = KeyTable<Scope, Deed>([
    KeyBinding(.dialog, [.enter], .accept, label: "accept", help: "Takes it."),
    KeyBinding(.screen, [.enter, .right], .open, label: "open", help: "Opens it."),
    KeyBinding(.everywhere, [.character("q")], .quit, label: "quit", help: "Leaves."),
    KeyBinding(.everywhere, [.character("?"), .right], .help, label: "help", help: "Explains."),
  ])

  @Test func theInnermostScopeDecides() {
    #expect(table.action(for: .enter, in: [.dialog, .screen]) == .accept)
    #expect(table.action(for: .enter, in: [.screen, .everywhere]) == .open)
    #expect(table.action(for: .character("q"), in: [.screen, .everywhere]) == .quit)
    #expect(table.action(for: .character("q"), in: [.dialog]) == nil)
  }

  @Test func hiddenKeysAreNotShown() {
    let visible = table.bindings(in: [.dialog, .screen, .everywhere])
    #expect(visible.map(\.keysLabel) == ["Enter", "→", "q", "?"])
  }

  @Test func conflictsAreFound() {
    #expect(table.conflicts.isEmpty)
    let twice = KeyTable<Scope, Deed>(
      table.bindings + [KeyBinding(.screen, [.right], .help, label: "", help: "")])
    #expect(twice.conflicts.map(\.key) == [.right])
    #expect(twice.action(for: .right, in: [.screen]) == .open)
  }
}

@Suite struct TextInputTests {
  private func typed(_ script: String, into text: String = "") throws -> TextInput {
    var input = TextInput(text)
    for event in try KeyScript.events(script) {
      if case .key(let key) = event { _ = input.handle(key) }
    }
    return input
  }

  @Test(arguments: [
    ("\"abc\"", "abc", 3), ("\"ac\" Left b", "abc", 2), ("\"abc\" Home Delete", "bc", 0),
    ("\"abc\" Backspace Backspace", "a", 1), ("\"one two\" Ctrl-W", "one ", 4),
    ("\"one two\" Ctrl-U", "", 0), ("\"abc\" Ctrl-A Ctrl-K x", "x", 1),
    ("Backspace Delete Left Right", "", 0),
  ])
  func edits(_ script: String, _ text: String, _ cursor: Int) throws {
    let input = try typed(script)
    #expect(input.text == text)
    #expect(input.cursor == cursor)
  }

  @Test func hasALongestText() throws {
    var input = TextInput(String(repeating: "x", count: TextInput.longest + 5))
    let handled = input.handle(.character("y"))
    #expect(handled)
    #expect(input.characters.count == TextInput.longest)
  }

  @Test func leavesOtherKeysAlone() {
    var input = TextInput("x")
    let handled = [Key.enter, .up].map { input.handle($0) }
    #expect(handled == [false, false])
  }
}
