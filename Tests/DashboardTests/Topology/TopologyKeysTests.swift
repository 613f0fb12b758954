import Dashboard
import MeshModel
import Terminal
import Testing

@Suite struct TopologyKeysTests {
  private func session(
    _ mesh: MarketMesh = TopologyScene.failing, _ keys: String = "", size: String = "120x36"
  ) throws -> Session {
    try Session(
      TopologyScene(name: "any", messages: [.mesh(mesh.frame)], keys: keys), size)
  }

  /// The line above what is told of the marked service or call.
  private func title(_ session: Session) -> String {
    let rule = session.screen.split(separator: "\n").first { $0.hasPrefix(" ── ") } ?? ""
    return rule.dropFirst(4).split(separator: " ──").first.map(String.init) ?? ""
  }

  @Test(arguments: [
    ("", "payment"), ("Left", "order"), ("h h", "gateway"), ("Left Left Right", "order"),
    ("Right", "broker"), ("l", "broker"), ("Up", "inventory"), ("k k", "user"),
    ("g", "product"), ("h h Down", "registry"), ("n", "order"), ("n n p", "order"),
    ("p n", "payment"),
    ("e", "order → payment"), ("e e", "payment → broker"), ("e e e", "payment"),
    ("E", "payment → broker"),
    ("e Esc", "payment"), ("e Up", "inventory"),
  ])
  func keysMoveTheMark(_ keys: String, _ expected: String) throws {
    #expect(title(try session(TopologyScene.failing, keys)) == expected)
  }

  @Test(arguments: [
    ("Enter", "payment ", "Called by"), ("e Enter", "payment ▸ order→payment", "Both ends"),
    ("e e Enter", "broker ▸ payment→broker", "Both ends"),
  ])
  func enterOpensWhatIsMarkedInTheMeshTab(
    _ keys: String, _ crumbs: String, _ heading: String
  ) throws {
    let session = try session(TopologyScene.failing, keys)
    #expect(session.screen.contains("market ▸ \(crumbs)"))
    #expect(session.screen.contains(heading))
  }

  @Test func theMarkIsThatOfTheMeshTab() throws {
    var session = try session(TopologyScene.failing, "Left 3 Enter")
    #expect(session.screen.contains("market ▸ order"))
    try session.press("Esc Down 4")
    #expect(title(session) != "order")
  }

  @Test func zoomDrawsWhatIsAroundTheMark() throws {
    var session = try session(TopologyScene.failing, "z")
    #expect(session.screen.contains("3 of 8 services"))
    #expect(!session.screen.contains("gateway"))
    #expect(
      session.screen.contains("mesh graph --name market --where 'from = payment or to = payment'"))
    try session.press("z")
    #expect(session.screen.contains("gateway"))
    try session.press("Esc")
    #expect(session.screen.contains("8 services"))
    #expect(!session.screen.contains("of 8 services"))
  }

  @Test(arguments: [
    ("F f", "Break payment"), ("F e f", "Break order:payment"), ("F Left f", "Break order"),
  ])
  func faultsActOnWhatIsMarked(_ keys: String, _ title: String) throws {
    #expect(try session(TopologyScene.failing, keys).screen.contains(title))
  }

  @Test func mendEndsTheFaultOfTheMarkedCall() throws {
    let session = try session(TopologyScene.failing, "Up E c")
    let cleared = session.effects.compactMap { effect in
      if case .mesh(let errand) = effect { errand } else { nil }
    }
    #expect(cleared == [.clearFaults([2])])
  }

  @Test func theFilterDimsAndSteersTheArrows() throws {
    var session = try session(TopologyScene.failing, "/ \"pr\" Enter")
    #expect(session.screen.contains("1 of 8 services"))
    #expect(session.screen.contains("--where 'from ~ pr or to ~ pr'"))
    try session.press("Up")
    #expect(title(session) == "product")
    try session.press("Down")
    #expect(title(session) == "product")
    try session.press("Esc")
    #expect(!session.screen.contains("Filter"))
  }

  @Test func aClickMarksAndTheSecondOpens() throws {
    var session = try session()
    let row = try #require(
      session.screen.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.contains("● user") })
    let line = session.screen.split(separator: "\n", omittingEmptySubsequences: false)[row]
    let column = try #require(line.firstRange(of: "● user")).lowerBound
    let place = Position(column: line.distance(from: line.startIndex, to: column), row: row)
    let action = try #require(session.state.view().action(at: place))
    session.send(.action(action))
    #expect(title(session) == "user")
    session.send(.action(action))
    #expect(session.screen.contains("market ▸ user"))
  }

  @Test func whatNothingIsKnownOfIsNotOpened() throws {
    var session = try session(TopologyScene.circle, "g h h h")
    #expect(title(session) == "entry")
    try session.press("Enter")
    #expect(session.screen.contains("Of what is marked nothing is known but the calls."))
  }

  @Test func theDrawingFollowsThePastAndComesBack() throws {
    var session = try session(TopologyScene.shop)
    var grown = TopologyScene.shop
    grown.second += 1
    grown.services.append(MarketMesh.service("zebra"))
    grown.edges.append(TopologyScene.edge("gateway", "zebra"))
    session.send(.mesh(grown.frame))
    #expect(session.screen.contains("zebra"))
    try session.press("[")
    #expect(session.screen.contains("PAUSED"))
    #expect(!session.screen.contains("zebra"))
    try session.press("Space")
    #expect(session.screen.contains("zebra"))
  }

  @Test func aServiceThatGoesLeavesTheMarkToAnother() throws {
    var session = try session(TopologyScene.failing, "e")
    var rest = TopologyScene.shop
    rest.second += 1
    rest.services.removeAll { $0.name == "payment" }
    rest.edges.removeAll { $0.to == "payment" || $0.from == "payment" }
    session.send(.mesh(rest.frame))
    #expect(title(session) == "gateway")
    session.send(.mesh(MarketMesh.absent(102)))
    #expect(session.screen.contains("start the shop"))
  }

  /// What is too large is drawn around the mark, and every service can still be come to.
  @Test func manyServicesCanBeGoneThrough() throws {
    var session = try session(TopologyScene.many, size: "80x24")
    #expect(session.screen.contains("of 200 services"))
    var seen: Set<String> = []
    for _ in 0..<200 {
      try session.press("n")
      seen.insert(title(session))
    }
    #expect(seen.count == 200)
  }
}
