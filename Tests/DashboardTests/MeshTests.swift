import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

/// What the Mesh tab does with rounds, keys and time.
@Suite struct MeshTests {
  private func session(_ mesh: MarketMesh? = .well, keys: String = "") throws -> Session {
    var session = try Session(size: "120x36", tab: .mesh, mesh: MeshTab(name: "market"))
    if let mesh { session.send(.mesh(mesh.frame)) }
    try session.press(keys)
    return session
  }

  /// The errands the program was asked for.
  private func errands(_ session: Session) -> [MeshErrand] {
    session.effects.compactMap { effect in
      if case .mesh(let errand) = effect { errand } else { nil }
    }
  }

  private func rows(_ session: Session) -> [String] {
    let names = ["gateway", "order", "payment", "product", "inventory"]
    return session.screen.split(separator: "\n").compactMap { line in
      let first = line.split(separator: " ").first.map(String.init) ?? ""
      return names.contains(first) && line.contains(where: { "●▲✖◌".contains($0) }) ? first : nil
    }
  }

  @Test func nothingBreaksUnlessArmed() throws {
    var session = try session(keys: "f Enter y")
    #expect(errands(session) == [])
    #expect(session.words.contains("Faults are locked") == false)
    try session.press("Esc f")
    #expect(session.words.contains("Faults are locked"))
    try session.press("F f Down Enter")
    #expect(errands(session) == [])
    try session.press("y")
    let order = FaultOrder(target: "inventory", effect: .errors(50), seconds: 60)
    #expect(errands(session) == [.addFault(order)])
  }

  /// The decision to break something is no by default.
  @Test(arguments: ["Enter", "Esc", "n"])
  func noIsTheDefault(_ key: String) throws {
    let session = try session(keys: "F f Enter \(key)")
    #expect(errands(session) == [])
    #expect(!session.words.contains("Break inventory?"))
  }

  @Test func armingEndsByItself() throws {
    var session = try session(keys: "F")
    #expect(session.words.contains("ARMED for 2m00s"))
    session.send(.tick(MarketMesh.clock(219)))
    #expect(session.words.contains("ARMED for 1s"))
    try session.press("f")
    session.send(.tick(MarketMesh.clock(220)))
    #expect(!session.words.contains("ARMED") && !session.words.contains("Break inventory"))
    try session.press("f")
    #expect(session.words.contains("Faults are locked"))
  }

  @Test func aFaultCountsDownAndIsMended() throws {
    var session = try session(.failing, keys: "c X")
    #expect(errands(session) == [.clearFaults([1]), .haltFaults])
    session.send(.tick(MarketMesh.clock(130)))
    #expect(session.words.contains("ends by itself in 12s"))
    session.send(.tick(MarketMesh.clock(142)))
    #expect(!session.words.contains("ends by itself"))
  }

  @Test func faultsActOnWhatIsMarked() throws {
    var session = try session(.failing, keys: "F Enter Down Down f")
    #expect(session.words.contains("Break order:payment"))
    #expect(!session.words.contains("crash"))
    try session.press("Esc Up f")
    #expect(session.words.contains("Break payment-2"))
  }

  @Test func aStateThatPassedIsShownForAMoment() throws {
    var session = try session(MeshScene.halfOpen)
    #expect(session.words.contains("closed ◐"))
    session.send(.tick(MarketMesh.clock(101)))
    #expect(session.words.contains("closed ◐"))
    session.send(.tick(MarketMesh.clock(102)))
    #expect(!session.words.contains("closed ◐"))
    // What an old event tells is no news.
    var old = MeshScene.halfOpen
    old.second = 160
    session.send(.mesh(old.frame))
    #expect(!session.words.contains("closed ◐"))
  }

  @Test func ageIsSeenGrowing() throws {
    var session = try session()
    #expect(session.words.contains("● LIVE"))
    for (second, words) in [(104, "STALE 4s"), (120, "STALE 20s"), (160, "DISCONNECTED")] {
      session.send(.tick(MarketMesh.clock(second)))
      #expect(session.words.contains(words))
    }
    session.send(.mesh(MarketMesh.well.frame))
    #expect(session.words.contains("● LIVE"))
  }

  /// One source of several that is gone must not hide what the others tell.
  @Test(
    arguments: [
      ([0.4, 0.4], "● LIVE"), ([0.4, 12], "▲ PARTLY LIVE"), ([0.4, 900], "▲ PARTLY LIVE"),
      ([0.4, nil], "▲ PARTLY LIVE"), ([9, 12], "▲ STALE 9s"), ([90, 70], "✖ DISCONNECTED"),
      ([nil, nil], "✖ DISCONNECTED"),
    ] as [([Double?], String)])
  func severalSources(ages: [Double?], words: String) throws {
    var mesh = MarketMesh.well
    mesh.sources = ages.enumerated().map { index, age in
      Snapshot.Source(
        id: "shop=\(index)", kind: "shop", isGood: age.map { $0 < 3 } ?? false, problem: nil,
        ageSeconds: age, scrapeMilliseconds: 2)
    }
    let session = try session(mesh)
    #expect(session.words.contains(words), "\(session.words)")
  }

  @Test func timeIsAskedForOnlyWhenSomethingCounts() throws {
    #expect(try session(nil).state.tickInterval == nil)
    var absent = try session(nil)
    absent.send(.mesh(MarketMesh.absent()))
    #expect(absent.state.tickInterval == nil)
    #expect(try session().state.tickInterval == 1500)
    #expect(try session(.failing).state.tickInterval == 1000)
    #expect(try session(MeshScene.halfOpen).state.tickInterval == 500)
  }

  /// Rows keep their places while figures move, and change them when health does.
  @Test func rowsStayWhereTheyAre() throws {
    var session = try session()
    let before = rows(session)
    #expect(before == ["inventory", "gateway", "order", "payment", "product"])
    var mesh = MarketMesh.well
    mesh.second = 101
    mesh.services[2].traffic.answersPerSecond = 900
    session.send(.mesh(mesh.frame))
    #expect(rows(session) == before)
    mesh.second = 102
    mesh.services[3].health.status = .degraded
    session.send(.mesh(mesh.frame))
    #expect(rows(session) == ["product", "inventory", "gateway", "order", "payment"])
  }

  @Test func theMarkStaysOnItsService() throws {
    var session = try session(keys: "Down Down Down Down")
    #expect(session.words.contains("product is healthy"))
    var mesh = MarketMesh.failing
    mesh.second = 101
    session.send(.mesh(mesh.frame))
    #expect(session.words.contains("product is healthy"))
  }

  @Test func aFilterThatIsGivenUpComesBack() throws {
    var session = try session(keys: "/ \"pay\" Enter")
    #expect(rows(session) == ["payment"])
    try session.press("/ \"x\"")
    #expect(session.words.contains("No service passes the filter"))
    try session.press("Esc")
    #expect(rows(session) == ["payment"])
    try session.press("Esc")
    #expect(rows(session).count == 5)
  }

  @Test(arguments: [
    ("err > 5", ["payment"], "--where 'err > 5'"),
    ("!r", ["payment", "gateway"], "--where 'name !~ r'"),
    ("pay", ["payment"], "--where 'name ~ pay'"), ("failing", ["payment"], "--where failing"),
    (
      "breaker = open or p99 > 300", ["payment", "order"],
      "--where 'breaker = open or p99 > 300'"
    ),
  ])
  func filters(_ text: String, _ names: [String], _ option: String) throws {
    let session = try session(.failing, keys: "/ \"\(text)\" Enter")
    #expect(rows(session) == names)
    #expect(session.words.contains(option))
  }

  @Test func aConditionThatIsNoneSaysWhy() throws {
    let session = try session(keys: "/ \"err >\"")
    #expect(rows(session).count == 5)
    #expect(session.words.contains("compared with a percentage"))
  }

  /// The command that is shown sorts as the screen does.
  @Test func sortingByAColumn() throws {
    let session = try session(keys: "> > > ?  Esc")
    #expect(rows(session).first == "gateway")
    #expect(session.words.contains("--sort rate:desc"))
    #expect(rows(try self.session(keys: "> > > r")).last == "gateway")
  }

  /// Time stands still on the screen, and goes on behind it.
  @Test func theLastMinutesCanBeLookedBackAt() throws {
    var session = try session(nil)
    for second in 0..<30 {
      var mesh = second < 15 ? MarketMesh.well : .failing
      mesh.second = 100 + second
      session.send(.mesh(mesh.frame))
    }
    try session.press("{ { [")
    #expect(session.words.contains("■ PAUSED 21s ago"))
    #expect(session.words.contains("◌ 1 of 5 services without traffic"))
    var later = MarketMesh.failing
    later.second = 130
    session.send(.mesh(later.frame))
    #expect(session.words.contains("■ PAUSED 22s ago"))
    try session.press("F f")
    #expect(session.words.contains("What is shown is past"))
    try session.press("} ] ] ]")
    #expect(session.words.contains("PAUSED 9s ago") && session.words.contains("✖ payment"))
    try session.press("Space")
    #expect(session.words.contains("● LIVE"))
    try session.press("[ ]")
    #expect(session.words.contains("PAUSED 0s ago"))
    try session.press("]")
    #expect(session.words.contains("● LIVE"))
  }

  /// A large mesh for hours: the oldest rounds are forgotten, and the screen stays whole.
  @Test func thePastIsBounded() throws {
    var session = try session(nil, keys: "")
    for second in 0..<1_300 {
      var mesh = second == 0 ? MarketMesh.failing : .many
      mesh.second = 100 + second
      session.send(.mesh(mesh.frame))
    }
    try session.press("Space")
    for _ in 0..<200 { try session.press("{") }
    #expect(session.words.contains("PAUSED 9m59s ago"))
    var mesh = MarketMesh.many
    mesh.second = 1_400
    session.send(.mesh(mesh.frame))
    #expect(session.words.contains("■ PAUSED"))
  }

  @Test func aBreakerLeadsToItsServiceAndCanBeBroken() throws {
    var session = try session(.failing, keys: "5 F f")
    #expect(session.words.contains("Break order:payment"))
    try session.press("Esc Enter")
    #expect(session.words.contains("market ▸ payment"))
  }

  @Test func theShopIsStartedAndEndedFromHere() throws {
    var session = try session(nil)
    session.send(.mesh(MarketMesh.absent()))
    try session.press("u")
    #expect(errands(session) == [.start])
    session.send(.meshTold("order-1 is ready"))
    #expect(session.words.contains("Starting the mesh market"))
    #expect(session.words.contains("order-1 is ready"))
    session.send(.meshDone(.start, problem: nil))
    session.send(.mesh(MarketMesh.well.frame))
    #expect(session.words.contains("The mesh market runs"))
    try session.press("u")
    #expect(session.words.contains("runs already"))
    try session.press("D Enter D y")
    #expect(errands(session) == [.start, .stop])
    session.send(.meshDone(.stop, problem: nil))
    session.send(.mesh(MarketMesh.absent(103)))
    #expect(session.words.contains("No mesh named market runs"))
  }

  @Test func aFailedStartSaysWhy() throws {
    var session = try session(nil)
    session.send(.mesh(MarketMesh.absent()))
    try session.press("u")
    session.send(.meshDone(.start, problem: "cannot write to /x"))
    #expect(session.words.contains("cannot write to /x"))
    #expect(session.words.contains("u start the shop"))
  }

  /// What other programs run is only watched.
  @Test(arguments: ["u", "D", "F", "c", "X"])
  func otherSourcesAreLeftAlone(_ key: String) throws {
    var session = try Session(
      size: "120x36", tab: .mesh, mesh: MeshTab(sources: ["envoy=http://127.0.0.1:9901"]))
    session.send(.mesh(MarketMesh.failing.frame))
    try session.press(key)
    #expect(errands(session) == [])
    #expect(session.words.contains("only watched"))
  }

  @Test func whatNobodySawYetIsNotLost() {
    var older = MeshScene.halfOpen.frame
    older.fresh = [MarketMesh.event(98, .breakerOpen, "a:b")]
    let newer = MeshScene.halfOpen.frame
    #expect(
      newer.after(older).fresh.map(\.kind) == [.breakerOpen, .breakerHalfOpen, .breakerClosed])
  }

  @Test(arguments: [
    (nil, "-"), (0, "0%"), (1, "100%"), (0.9999, ">99.9%"), (0.00001, "<0.1%"), (0.5, "50.0%"),
    (Double.nan, "-"),
  ])
  func sharesDoNotLie(_ success: Double?, _ text: String) throws {
    var mesh = MarketMesh.well
    mesh.services = [MarketMesh.service("order", errors: success.map { 1 - $0 })]
    let line = try #require(
      session(mesh).screen.split(separator: "\n").first { $0.hasPrefix(" order") })
    #expect(line.split(separator: " ")[4] == Substring(text))
  }
}
