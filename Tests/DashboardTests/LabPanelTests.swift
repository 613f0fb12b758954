import Dashboard
import Labs
import MeshModel
import Terminal
import Testing

@Suite("Doing a lab on the screen")
struct LabPanelTests {
  private func session() throws -> Session {
    try Session(tab: .mesh, mesh: MeshTab(name: "market"))
  }

  @Test("reading a step's text sets it up, and not before")
  func setup() throws {
    var session = try session()
    session.send(SchoolLab.round(105))
    try session.press("L")
    session.send(SchoolLab.shelf())
    try session.press("Enter")
    #expect(session.words.contains("Enter closes this text and sets the step up"))
    #expect(session.labErrand == nil)
    try session.press("Enter")
    let errand = try #require(session.labErrand)
    #expect(errand.purpose == .setup && errand.deeds.count == 2)
    #expect(errand.cleanup == [.clear(target: "payment")])
    #expect(session.screen.contains("is being set up"))
  }

  @Test("a step is solved by what happens, and the next one comes when asked for")
  func solved() throws {
    var session = try session()
    try session.beginLab()
    session.send(SchoolLab.round(111))
    try session.press("M")
    #expect(session.screen.contains("This step is not solved yet"))
    // What happened before it was set up proves nothing.
    let early = MarketMesh.event(109, .breakerOpen, "order:payment")
    session.send(SchoolLab.round(112, .failing, fresh: [early]))
    #expect(session.screen.contains("0 of 2 s"))
    session.send(SchoolLab.round(113, .failing, fresh: [SchoolLab.tripped]))
    #expect(session.screen.contains("1 of 2 s"))
    session.send(SchoolLab.round(114))
    #expect(session.screen.contains("0 of 2 s"))
    for second in 115...116 { session.send(SchoolLab.round(second, .failing)) }
    #expect(session.screen.contains("solved; M goes on"))
    try session.press("M")
    #expect(session.words.contains("Step 2 of 2: fix"))
  }

  @Test("time that is stopped does not stop the lab")
  func paused() throws {
    var session = try session()
    try session.beginLab()
    session.send(SchoolLab.round(111))
    try session.press("Space")
    session.send(SchoolLab.round(113, .failing, fresh: [SchoolLab.tripped]))
    session.send(SchoolLab.round(114, .failing))
    #expect(session.screen.contains("PAUSED") && session.screen.contains("solved; M goes on"))
  }

  @Test("the solution is played on request, and its command shown with the last hint")
  func solution() throws {
    var session = try session()
    try session.beginLab()
    session.send(SchoolLab.round(111))
    session.send(SchoolLab.round(122))
    #expect(session.words.contains("Hint: A fault acts on a service."))
    try session.press("H")
    #expect(!session.words.contains("mesh fault add payment"))
    session.send(SchoolLab.round(132))
    #expect(session.words.contains("$ archadvisor mesh fault add payment --errors 50% --for 60s"))
    try session.press("Escape O")
    let errand = try #require(session.labErrand)
    #expect(errand.purpose == .solution)
    #expect(
      errand.deeds == [
        .fault(LabFault(target: "payment", effect: .errors(50), seconds: 60))
      ])
  }

  @Test("leaving takes back what the lab did, after asking", arguments: ["L y", "L Escape"])
  func leaving(_ keys: String) throws {
    var session = try session()
    try session.beginLab()
    try session.press(keys)
    let isLeft = keys.hasSuffix("y")
    #expect((session.labErrand?.purpose == .cleanup) == isLeft)
    #expect(session.screen.contains("Lab ▸") == !isLeft)
  }

  @Test("the last step ends the lab, takes all back and is remembered")
  func end() throws {
    var session = try session()
    try session.beginLab()
    session.send(SchoolLab.round(113, .failing, fresh: [SchoolLab.tripped]))
    session.send(SchoolLab.round(114, .failing))
    try session.press("M Enter")
    try session.finishErrand(120)
    session.send(SchoolLab.round(121))
    #expect(session.screen.contains("solved; M ends the lab"))
    try session.press("M")
    #expect(session.labErrand?.purpose == .cleanup)
    #expect(session.words.contains("Done: Learn to trip."))
    let progress = session.effects.compactMap { effect -> LabProgress? in
      if case .keepProgress(let progress) = effect { progress } else { nil }
    }
    #expect(progress.map { $0.labs["school"]?.step } == ["trip", "mend", "mend", "trip"])
    #expect(progress.last?.labs["school"]?.completed == 1)
  }

  @Test("a lab goes on where it was left")
  func resumed() throws {
    var progress = LabProgress()
    var session = try session()
    try session.beginLab()
    session.send(SchoolLab.round(113, .failing, fresh: [SchoolLab.tripped]))
    session.send(SchoolLab.round(114, .failing))
    for effect in session.effects {
      if case .keepProgress(let kept) = effect { progress = kept }
    }
    var later = try self.session()
    later.send(SchoolLab.round(205))
    try later.press("L")
    later.send(SchoolLab.shelf(progress))
    #expect(later.screen.contains("at step 2 of 2"))
    try later.press("Enter")
    #expect(later.words.contains("Step 2 of 2: fix"))
  }

  @Test("the shop is started for a lab, and a shop that cannot start ends it")
  func starting() throws {
    var session = try session()
    session.send(.mesh(MarketMesh.absent()))
    try session.press("L")
    session.send(SchoolLab.shelf())
    try session.press("Enter")
    #expect(session.screen.contains("The shop is being started for the lab."))
    var other = session
    session.send(.meshDone(.start, problem: nil))
    session.send(SchoolLab.round(105))
    #expect(session.words.contains("Step 1 of 2: inject"))
    other.send(.meshDone(.start, problem: "There is no room."))
    #expect(other.screen.contains("There is no room.") && !other.screen.contains("Lab ▸"))
  }

  @Test("a mesh that ends takes the lab with it")
  func lost() throws {
    var session = try session()
    try session.beginLab()
    session.send(.mesh(MarketMesh.absent(112)))
    #expect(session.screen.contains("The mesh has ended, and the lab with it"))
    #expect(session.labErrand?.purpose == .cleanup)
  }

  @Test("a mesh that is only watched, or is broken already, is left alone")
  func obstacles() throws {
    var watched = try Session(tab: .mesh, mesh: MeshTab(name: "market", sources: ["envoy=x"]))
    watched.send(SchoolLab.round(105))
    try watched.press("L")
    #expect(watched.words.contains("is only watched"))
    var broken = try session()
    broken.send(.mesh(MarketMesh.failing.frame))
    try broken.press("L")
    #expect(broken.words.contains("Faults are set already"))
  }
}
