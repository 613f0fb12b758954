import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

/// From all services down to one instance, and up again.
@Suite struct DrillDownTests {
  private func session(keys: String = "", size: String = "120x36") throws -> Session {
    var session = try Session(size: size, tab: .mesh, mesh: MeshTab(name: "market"))
    session.send(.mesh(MarketMesh.failing.frame))
    try session.press(keys)
    return session
  }

  /// Where the user is, as the line under the tabs says it.
  private func crumbs(_ session: Session) -> [String] {
    let line = session.screen.split(separator: "\n")[1].split(separator: "  ")[0]
    return line.split(separator: " ▸ ").map { $0.trimmingPrefix(" ") }.map(String.init)
  }

  private func command(_ session: Session) -> String {
    let line = session.screen.split(separator: "\n").last { $0.hasPrefix(" $ ") }
    return line.map { String($0.dropFirst(3)) } ?? ""
  }

  /// Payment, the calls from order to it, and its second instance.
  private static let deep = "Enter Down Down Enter Down Enter"

  @Test func eachLevelHasACrumbAndEscapeTakesOne() throws {
    var session = try session(keys: Self.deep)
    #expect(crumbs(session) == ["market", "payment", "order→payment", "payment-2"])
    for count in [3, 2, 1] {
      try session.press("Esc")
      #expect(crumbs(session).count == count)
    }
    try session.press("Esc")
    #expect(session.words.contains("There is no level above this one"))
  }

  @Test func whatWasMarkedIsMarkedAgain() throws {
    var session = try session(keys: "Enter Down Down")
    let before = session.screen
    try session.press("Enter Down Enter Esc Esc")
    #expect(session.screen == before)
    #expect(before.contains("▸ order "))
  }

  /// The line is found again when another comes above it.
  @Test func marksFollowWhatTheyMark() throws {
    var session = try session(keys: "Enter Down")
    #expect(session.screen.contains("▸ payment-2"))
    var mesh = MarketMesh.failing
    mesh.second += 1
    let first = try #require(mesh.services[2].instances.first)
    mesh.services[2].instances.insert(first, at: 0)
    mesh.services[2].instances[0].id = "payment-0"
    session.send(.mesh(mesh.frame))
    #expect(session.screen.contains("▸ payment-2"))
    try session.press("Enter")
    #expect(crumbs(session).last == "payment-2")
  }

  /// Going from one end of an edge to the other does not go on for ever.
  @Test func noPathGoesRoundInCircles() throws {
    var session = try session(keys: "Enter Down Down Enter End Enter")
    #expect(crumbs(session) == ["market", "payment"])
    try session.press("Esc")
    #expect(crumbs(session) == ["market"])
  }

  @Test(arguments: [
    ("Enter", "archadvisor mesh stat --name market -i --where 'name = payment'"),
    (
      "Enter Down Down Enter",
      "archadvisor mesh edges --name market --where 'from = order and to = payment'"
    ),
    (Self.deep, "archadvisor mesh stat --name market -i --where 'name = payment'"),
  ])
  func commands(_ keys: String, _ command: String) throws {
    #expect(try self.command(session(keys: keys)) == command)
  }

  /// What is marked is what a fault acts on, or else what is open.
  @Test(arguments: [
    ("Enter", "payment-1"), ("Enter Down Down", "order:payment"),
    ("Enter Down Down Enter", "payment-1"), ("Enter Down Down Enter Down Down", "order"),
    ("\(Self.deep)", "payment-1"),
  ])
  func faultTargets(_ keys: String, _ target: String) throws {
    #expect(try session(keys: "\(keys) F f").words.contains("Break \(target)"))
  }

  @Test func aCalleeWithoutTrafficHasNoVerdict() throws {
    var mesh = MarketMesh.well
    mesh.edges[1].traffic = TrafficFigures()
    var session = try Session(size: "120x36", tab: .mesh, mesh: MeshTab(name: "market"))
    session.send(.mesh(mesh.frame))
    try session.press("/ \"payment\" Enter Enter Enter")
    #expect(session.words.contains("order → payment over http: no answer in 10s."))
    #expect(!session.words.contains("attempts per call sent"))
  }

  /// From one and a half attempts for each call on, retries are worth a warning.
  @Test(arguments: [(1.49, false), (1.5, true), (1.75, true)])
  func amplification(_ times: Double, _ isWarned: Bool) throws {
    var mesh = MarketMesh.failing
    mesh.edges[1].traffic.retryAmplification = times
    var session = try Session(size: "120x36", tab: .mesh, mesh: MeshTab(name: "market"))
    session.send(.mesh(mesh.frame))
    try session.press("Enter Down Down Enter")
    #expect(session.words.contains("\(times == 1.5 ? "1.50" : "\(times)") attempts per call sent"))
    #expect(session.words.contains("give more work to who fails already") == isWarned)
  }

  @Test func whatIsGoneIsTold() throws {
    var session = try session(keys: Self.deep)
    var mesh = MarketMesh.well
    mesh.second += 1
    session.send(.mesh(mesh.frame))
    #expect(session.words.contains("payment-2 is not there any more; Esc goes up a level."))
    try session.press("Esc")
    #expect(session.words.contains("order → payment over http"))
  }

  @Test func breakersLeadToTheirCalls() throws {
    var session = try session(keys: "5 Enter")
    #expect(crumbs(session) == ["market", "payment", "order→payment"])
    try session.press("Esc Esc")
    #expect(crumbs(session) == ["market"])
  }
}
