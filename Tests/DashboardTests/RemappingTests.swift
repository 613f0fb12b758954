import Dashboard
import Terminal
import TestSupport
import Testing

@Suite struct RemappingTests {
  private static func wish(_ name: String, _ keys: String...) throws -> KeyWish {
    let named = try #require(KeyWish.named(name), "\(name)")
    return KeyWish(
      named.action, in: named.scope, try keys.map { try #require(Key(name: $0), "\($0)") })
  }

  @Test func nothingWishedChangesNothing() {
    let (table, problems) = Keys.table(with: [])
    #expect(problems.isEmpty)
    for (old, new) in zip(Keys.table.bindings, table.bindings) {
      #expect(old.keys == new.keys && old.footerKeys == new.footerKeys)
    }
  }

  @Test func otherKeysDoTheSame() throws {
    let table = try Keys.table(with: [
      Self.wish("quit", "Q"), Self.wish("matrix.next-value", "o"),
      Self.wish("move-down", "Down", "z"),
    ]).table
    #expect(table.action(for: .character("Q"), in: [.everywhere]) == .quit)
    #expect(table.action(for: .character("q"), in: [.everywhere]) == nil)
    #expect(table.action(for: .character("q"), in: [.reading]) == .back)
    #expect(table.action(for: .character("o"), in: [.matrix]) == .nextValue)
    #expect(table.action(for: .right, in: [.faultForm]) == .nextValue)
    #expect(table.action(for: .character("z"), in: [.list]) == .move(.down))
    #expect(table.bindings.allSatisfy { $0.scope != .matrix || $0.footerKeys != "←→" })
  }

  /// What is wished, and the words that say why it cannot be.
  private static let refused: [(wishes: [(String, [String])], words: String)] = [
    ([("quit", ["u"])], "'u' would mean both 'undo' and 'quit'"),
    ([("quit", ["?"])], "'?' would mean both"),
    ([("matrix.edit-answer", ["s"])], "'s' of 'matrix.edit-answer' would hide it from"),
    ([("matrix.edit-answer", ["s"])], "'everywhere.save'"),
    ([("save", ["e"])], "'e' of 'matrix.edit-answer' would hide it from 'everywhere.save'"),
    ([("quit", [])], "'quit' needs a key (everywhere)"),
    ([("interrupt", [])], "without one there is no way out"),
    ([("prompt.cancel", ["x"])], "'x' is typed as text there (typing)"),
    ([("palette.cancel", [])], "'cancel' needs a key (choosing a command)"),
    ([("quit", ["Ctrl-M"])], "no terminal sends 'Ctrl-M'"),
    ([("halt-faults", [])], "'halt-faults' needs a key"),
    ([("help", ["q"]), ("quit", ["?"])], ""),
  ]

  @Test(arguments: refused)
  func refuses(_ wishes: [(String, [String])], _ words: String) throws {
    let wishes = try wishes.map { name, keys in
      let named = try #require(KeyWish.named(name))
      return KeyWish(named.action, in: named.scope, keys.compactMap(Key.init(name:)))
    }
    let problems = Keys.table(with: wishes).problems
    #expect(problems.isEmpty == words.isEmpty)
    #expect(words.isEmpty || problems.contains { $0.1.sentence.contains(words) }, "\(problems)")
    #expect(problems.allSatisfy { wishes.indices.contains($0.wish) })
  }

  /// Files of users hold these names.
  @Test(arguments: [
    "quit", "help", "next-tab", "tab-mesh", "move-up", "undo", "save-as", "arm-faults",
    "halt-faults", "freeze", "open-palette", "matrix.edit-answer", "mesh.accept",
  ])
  func keepsItsNames(_ name: String) {
    #expect(KeyWish.named(name) != nil)
    #expect(KeyWish.names.contains(name))
  }

  @Test func everyActionHasAName() {
    for binding in Keys.table.bindings {
      let name = binding.action.name
      #expect(name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }, "\(name)")
      #expect(KeyWish.named(name)?.action == binding.action)
    }
  }

  /// Whatever is wished, a table that is not refused lets the user out of everything.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func neverLocksIn(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let keys = Keys.table.bindings.flatMap(\.keys) + [.function(5), .control("x"), .character("Z")]
    let wishes = try (0..<Int.random(in: 1...4, using: &chance)).map { _ in
      let line = try #require(Keys.table.bindings.randomElement(using: &chance))
      let count = Int.random(in: 0...2, using: &chance)
      return KeyWish(
        line.action, in: Bool.random(using: &chance) ? line.scope : nil,
        try (0..<count).map { _ in try #require(keys.randomElement(using: &chance)) })
    }
    let (table, problems) = Keys.table(with: wishes)
    guard problems.isEmpty else { return }
    #expect(table.conflicts.isEmpty)
    for scopes in Self.stacks(seed) {
      let left = table.bindings(in: scopes).map(\.action)
      for line in Keys.table.bindings(in: scopes) where Self.isWayOut(line.action) {
        #expect(left.contains(line.action), "\(line.action) in \(scopes) with \(wishes)")
      }
    }
  }

  private static func isWayOut(_ action: Action) -> Bool {
    [.back, .cancel, .openList, .quit, .interrupt, .haltFaults].contains(action)
  }

  /// Scopes as they come while somebody presses keys at random.
  private static func stacks(_ seed: UInt64) -> Set<[KeyScope]> {
    var chance = SeededGenerator(seed: seed)
    guard var session = try? Session() else { return [] }
    session.send(.mesh(MarketMesh.failing.frame))
    let keys = Keys.table.bindings.flatMap(\.keys)
    var stacks: Set<[KeyScope]> = []
    for _ in 0..<60 {
      if let key = keys.randomElement(using: &chance) { session.send(.input(.key(key))) }
      stacks.insert(session.state.scopes)
    }
    return stacks
  }
}

/// Whatever the screen says about keys, it says the keys that are in force.
@Suite struct SpelledKeysTests {
  private func state(_ wishes: [KeyWish]) throws -> DashboardState {
    let (table, problems) = Keys.table(with: wishes)
    #expect(problems.isEmpty)
    var state = DashboardState(
      advisor: OfficeKnowledge.advisor,
      interview: Interview(try OfficeKnowledge.sheet("{}"), path: nil),
      size: Size(columns: 120, rows: 36), tab: .mesh, mesh: MeshTab(name: "market"), keys: table)
    _ = state.update(.mesh(MarketMesh.failing.frame))
    return state
  }

  private func screen(_ keys: [Key], _ wishes: KeyWish...) throws -> String {
    var state = try state(wishes)
    for key in keys { _ = state.update(.input(.key(key))) }
    return FrameText.text(state.view().buffer)
  }

  @Test func sentencesFooterAndBoxesNameTheKeysInForce() throws {
    let quit = KeyWish(.quit, [.character("Q")])
    let arm = KeyWish(.armFaults, [.function(5)])
    #expect(try screen([.character("f")], arm).contains("F5 arms them first"))
    #expect(try screen([.function(5)], arm).contains("F5 locks them again"))
    #expect(try screen([], quit).contains("? help  Q quit"))
    #expect(
      try screen([.character("q")], KeyWish(.help, [.function(2)]), quit).contains("F2 shows"))
    let yes = KeyWish(.confirm, in: .consent, [.character("j")])
    #expect(try screen([.character("D")], yes).contains("j      end it"))
    #expect(try screen([.character("D")]).contains("y      end it"))
  }

  @Test func aNameThatLooksLikeAKeyStaysAName() throws {
    var state = try state([])
    _ = state.update(.meshDone(.start, problem: "{nobody} and {quit and }{"))
    #expect(FrameText.text(state.view().buffer).contains("{nobody} and {quit and }{"))
  }
}
