import Advice
import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

@Suite struct PatternTests {
  private func session(_ keys: String = "", _ mesh: MarketMesh? = nil) throws -> Session {
    var session = try Session(size: "120x36", tab: .patterns)
    if let mesh { session.send(.mesh(mesh.frame)) }
    try session.press(keys)
    return session
  }

  @Test func escGoesBackOneTextAtATime() throws {
    var session = try session("Down Enter G")
    #expect(session.words.contains("Patterns › Circuit breaker"))
    try session.press("Enter")
    #expect(session.words.contains("Circuit breaker › Retry with backoff"))
    try session.press("Esc")
    #expect(session.words.contains("Patterns › Circuit breaker ▸") == false)
    #expect(session.words.contains("knowledge show patterns/circuit-breaker"))
    try session.press("Esc")
    #expect(session.words.contains("Enter read"))
    try session.press("Esc")
    #expect(session.words.contains("There is no level above this one"))
  }

  /// The mark is where the link was that was followed.
  @Test func theWayBackRemembersThePlace() throws {
    var session = try session("Down Enter G Up")
    let before = session.screen
    try session.press("Enter Down PageDown Esc")
    #expect(session.screen == before)
  }

  @Test func findsByIdTitleAndText() throws {
    for (text, found) in [
      ("few-teams", "Teams that still meet"), ("backoff", "Retry with backoff"),
      ("journey network", "Function call against"), ("OFFICE", "The Office Book"),
    ] {
      let session = try session("/ \"\(text)\"")
      #expect(session.words.contains(found), "\(text)")
    }
    let none = try session("/ \"journey quux\"")
    #expect(none.words.contains("Nothing speaks of that"))
  }

  /// What is called so comes before what only speaks of it.
  @Test func namesComeFirst() throws {
    let session = try session("/ \"retry\" Enter")
    #expect(session.words.contains("knowledge show patterns/retry"))
  }

  @Test func cancelledSearchLeavesTheListAsItWas() throws {
    var session = try session("Right")
    let before = session.screen
    try session.press("/ \"zz\" Esc")
    #expect(session.screen == before)
    try session.press("/ \"retry\" Enter Esc")
    #expect(session.screen == before)
  }

  @Test func showsWhereAPatternIsAtWork() throws {
    let session = try session("Down Enter", .failing)
    #expect(session.words.contains("order → payment: open, 1 trip"))
  }

  @Test func aBreakerOpensInItsTab() throws {
    var session = try session("Down Enter", .failing)
    try session.press("Enter")
    #expect(
      session.words.contains("archadvisor mesh events") || session.words.contains("6 goes back"))
    #expect(session.words.contains("5 of 10 calls failed"))
    try session.press("6")
    #expect(session.words.contains("Patterns › Circuit breaker"))
  }

  @Test func callsOpenTheServiceTheyGoTo() throws {
    var session = try session("Down Down Enter", .failing)
    #expect(session.words.contains("order → payment: 1.7 calls a second made again"))
    try session.press("Down Enter")
    #expect(session.words.contains("shop ▸ payment ▸ order→payment"))
  }

  @Test func withoutAMeshNothingIsAtWork() throws {
    var session = try session("Down Enter")
    #expect(session.words.contains("No mesh is looked at"))
    session.send(.mesh(MarketMesh.absent()))
    #expect(session.words.contains("No mesh is looked at"))
  }

  @Test func marksWhatIsAboutTheAnswers() throws {
    let keys = "Right Enter"
    let open = try Session(size: "120x36", tab: .patterns, keys: keys)
    #expect(!open.words.contains("Applies to your answers"))
    let fired = try Session(
      "{shared-database: all}", size: "120x36", tab: .patterns, keys: keys)
    #expect(fired.words.contains("● Applies to your answers (high)"))
    let recommended = try Session(
      "{team-count: 9, consistency: eventual}", size: "120x36", tab: .patterns,
      keys: "/ \"microservices\" Enter Enter")
    #expect(recommended.words.contains("● Recommended for your answers."))
  }

  @Test func aClickMarksAndASecondOneOpens() throws {
    var session = try session()
    session.send(.action(.select(4)))
    #expect(session.words.contains("knowledge show patterns/retry"))
    #expect(session.words.contains("Enter read"))
    session.send(.action(.select(4)))
    #expect(session.words.contains("Enter follow"))
  }

  /// The command shown prints the knowledge the screen shows.
  @Test func theCommandNamesTheFolder() throws {
    var session = try session()
    session.send(.library(OfficeKnowledge.library, folder: "my knowledge"))
    #expect(session.words.contains("--knowledge 'my knowledge'"))
  }
}

/// Every text can be reached, and every link leads to one.
@Suite struct PatternLinkTests {
  /// Follows links from text to text, by keys only, until nothing new is found.
  @Test func everyLinkLeadsSomewhere() throws {
    var seen: Set<String> = []
    for kind in 0..<20 {
      var session = try Session(size: "120x60", tab: .patterns)
      session.send(.action(.showShelf(kind)))
      for row in 0..<12 {
        session.send(.action(.select(row)))
        session.send(.action(.select(row)))
        guard session.words.contains("Enter follow") else { continue }
        seen.insert(session.command)
        // The last link is followed by one that is none: nothing happens.
        for link in 0..<100 {
          let before = session.command
          session.send(.action(.followLink(link)))
          if session.command == before { break }
          seen.insert(session.command)
          #expect(!session.words.contains("any more."))
          try session.press("Esc")
          #expect(session.command == before)
        }
        try session.press("Esc")
      }
    }
    let all = OfficeKnowledge.library.entries.map {
      "$ archadvisor knowledge show \($0.kind.rawValue)/\($0.id)"
    }
    #expect(seen.isSuperset(of: all))
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func anyKeysInTexts(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let keys = Keys.table.bindings.filter { [.patterns, .page].contains($0.scope) }
      .flatMap(\.keys)
    var session = try Session(size: "80x24", tab: .patterns)
    for step in 0..<200 {
      if step % 9 == 0 {
        let mesh = [MarketMesh.failing, .well, .unknown].randomElement(using: &chance)
        session.send(mesh.map { .mesh($0.frame) } ?? .mesh(MarketMesh.absent()))
        session.send(.action(.showTab(.patterns)))
      }
      if step % 23 == 0 {
        let size = Size(
          columns: Int.random(in: 40..<160, using: &chance),
          rows: Int.random(in: 10..<50, using: &chance))
        session.send(.input(.resize(size)))
      }
      let key = try #require(keys.randomElement(using: &chance))
      session.send(.input(.key(key)))
      #expect(!session.state.view().buffer.area.isEmpty)
    }
  }
}

extension Session {
  /// The command below the screen.
  var command: String {
    let line = screen.split(separator: "\n").last { $0.contains("$ archadvisor") } ?? ""
    return line.split { $0 == " " }.joined(separator: " ")
  }
}

/// Texts of a knowledge base are drawn, never obeyed.
@Suite struct HostilePatternTests {
  private static let hostile = "x\u{1B}]52;c;AAAA\u{07}\u{202E}drow\u{200B}\u{FE0F}網 tab"

  @Test(arguments: ["60x16", "120x36"])
  func texts(_ size: String) throws {
    var small = SmallKnowledge()
    small.files["sources/a.yaml"] = """
      source: a
      title: "x\\e]52;c;AAAA\\a\\u202Edrow\\u200B\\uFE0F網\\ttab"
      kind: book
      note: "\\e[2J\\x9b2J"
      """
    let library = small.library()
    #expect(library.entries.first?.summary.unicodeScalars.contains("\u{1B}") == true)
    var state = DashboardState(
      advisor: Advisor(library.knowledge), interview: Interview(AnswerSheet(), path: nil),
      size: try #require(Size(text: size)), tab: .patterns)
    _ = state.update(.library(library, folder: Self.hostile))
    for keys in ["", "/ \"drow\"", "Enter", "Enter", "End", "Esc", "?"] {
      for event in try KeyScript.events(keys) { _ = state.update(.input(event)) }
      let text = FrameText.text(state.view().buffer)
      let steering = text.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n"
        case .format, .lineSeparator, .paragraphSeparator: true
        default: scalar.value == 0xFE0F
        }
      }
      #expect(steering.isEmpty, "after \(keys)")
    }
  }
}
