import Dashboard
import Terminal
import Testing

@Suite struct KeysTests {
  @Test func noKeyMeansTwoThings() {
    let conflicts = Keys.table.conflicts.map { "\($0.scope): \($0.key.name)" }
    #expect(conflicts == [])
  }

  /// Scopes that are open at once may only share keys where the inner one is meant to win.
  @Test(arguments: [
    ([KeyScope.choices, .question, .everywhere], ["Esc"]),
    ([.list, .everywhere], []),
    ([.matrix, .everywhere], []),
    ([.choices, .editor], []),
    ([.patterns, .everywhere], []),
    ([.page, .everywhere], ["Esc"]),
    ([.mesh, .faults, .everywhere], ["X", "u"]),
    ([.breakers, .faults, .everywhere], ["X", "u"]),
    ([.service, .faults, .everywhere], ["Esc", "X", "u"]),
    ([.lab, .mesh, .faults, .everywhere], ["X", "u"]),
    ([.lab, .breakers, .faults, .everywhere], ["X", "u"]),
    ([.lab, .service, .faults, .everywhere], ["Esc", "X", "u"]),
    ([.lab, .topology, .faults, .everywhere], ["Esc", "X", "u"]),
    ([.lab, .logs, .faults, .everywhere], ["Esc", "X", "u"]),
    ([.logs, .faults, .everywhere], ["Esc", "X", "u"]),
  ])
  func scopesAboveOneAnotherShareNoKeyByAccident(_ scopes: [KeyScope], _ meant: [String]) {
    var seen: Set<Key> = []
    var shared: [String] = []
    for scope in scopes {
      let keys = Set(Keys.table.bindings.filter { $0.scope == scope }.flatMap(\.keys))
      shared += keys.intersection(seen).map(\.name)
      seen.formUnion(keys)
    }
    #expect(shared.sorted() == meant)
  }

  @Test func everyScopeHasAWayOut() {
    let out: Set<Action> = [.back, .cancel, .openList, .quit, .interrupt]
    let below: Set<KeyScope> = [
      .choices, .list, .matrix, .mesh, .breakers, .faults, .lab, .patterns,
    ]
    for scope in KeyScope.allCases where !below.contains(scope) {
      let actions = Keys.table.bindings.filter { $0.scope == scope }.map(\.action)
      #expect(!out.isDisjoint(with: actions), "\(scope)")
    }
  }

  @Test func everyLineExplainsItself() {
    for binding in Keys.table.bindings {
      #expect(binding.help.hasSuffix(".") && binding.help.count > 6)
      #expect(!binding.label.isEmpty && binding.label.count <= 16)
      #expect(!binding.keys.isEmpty)
    }
  }

  /// Nothing is lost by one slip of a finger on a control key.
  @Test func controlKeysDestroyNothing() {
    let harmless: Set<Action> = [
      .redraw, .suspend, .interrupt, .move(.pageUp), .move(.pageDown), .move(.up), .move(.down),
    ]
    for binding in Keys.table.bindings {
      for case .control in binding.keys { #expect(harmless.contains(binding.action)) }
    }
  }

  @Test(arguments: Tab.allCases)
  func everyTabHasItsNumber(_ tab: Tab) throws {
    let digit = try #require(Key(name: String((Tab.allCases.firstIndex(of: tab) ?? 0) + 1)))
    #expect(Keys.table.action(for: digit, in: [.everywhere]) == .showTab(tab))
  }

  @Test func helpShowsEveryKeyOfTheScreen() throws {
    for keys in ["", "l", "2"] {
      var session = try Session(size: "120x200", keys: keys)
      let bindings = Keys.table.bindings(in: session.state.scopes)
      try session.press("?")
      let screen = session.screen
      for binding in bindings {
        #expect(screen.contains(binding.keysLabel), "\(binding.keysLabel) after '\(keys)'")
      }
    }
  }
}
