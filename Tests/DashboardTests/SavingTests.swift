import Advice
import Dashboard
import Terminal
import Testing

/// What the session asks the program to do with files, and when it leaves.
@Suite struct SavingTests {
  /// The effects in short: `save a.yaml new`, `quit`, `interrupted`.
  private func deeds(_ session: Session) -> [String] {
    session.effects.map { effect in
      switch effect {
      case .save(_, let path, let mode): "save \(path) \(mode)"
      case .quit(let interrupted): interrupted ? "interrupted" : "quit"
      case .setMouse(let isOn): "mouse \(isOn)"
      case .repaint: "repaint"
      case .suspend: "suspend"
      case .readHandbook: "handbook"
      case .readLibrary: "library"
      case .readAnswers(let path): "read \(path)"
      case .watchMesh: "watch"
      case .searchFlips: "flips"
      case .mesh(let errand): "\(errand)"
      default: "\(effect)"
      }
    }
  }

  private let answer = "n Enter "

  @Test(arguments: [
    // Nothing to lose
    ("q", ["quit"]), ("Ctrl-C", ["interrupted"]), ("n l q", ["quit"]),
    // A name is asked for, and what exists is not replaced
    ("n Enter s Enter", ["save answers.yaml new"]),
    ("n Enter s Ctrl-U \"b.yaml\" Enter", ["save b.yaml new"]),
    ("n Enter s Ctrl-U Enter Esc", []), ("n Enter s Esc", []),
    ("n Enter S Ctrl-U \"c.yaml\" Enter", ["save c.yaml new"]),
    // Leaving with something to lose
    ("n Enter q", []), ("n Enter q Esc", []), ("n Enter q Enter", []),
    ("n Enter q D", ["quit"]), ("n Enter q s Enter", ["save answers.yaml new"]),
    ("n Enter Ctrl-C", []), ("n Enter Ctrl-C Ctrl-C", ["interrupted"]),
    ("n Enter s Ctrl-C Ctrl-C", ["interrupted"]),
    ("n Enter u q", ["quit"]),
    // The terminal
    ("Ctrl-L", ["repaint"]), ("Ctrl-Z", ["suspend"]), ("m m", ["mouse true", "mouse false"]),
  ])
  func effects(_ keys: String, _ expected: [String]) throws {
    #expect(deeds(try Session(keys: keys)) == expected)
  }

  /// The line below the screen.
  private func command(_ session: Session) -> String {
    let line = session.screen.split(separator: "\n").last { $0.hasPrefix(" $ ") } ?? ""
    return String(line.dropFirst(3))
  }

  /// What the shown command would print of the file is not what the screen shows.
  @Test(arguments: [
    (Tab.advise, "assess --answers a.yaml", "s"), (.matrix, "assess --answers a.yaml", "s"),
    (.matrix, "flip --answers a.yaml", "s"),
  ])
  func theCommandAsksForASaveFirst(_ tab: Tab, _ command: String, _ key: String) throws {
    var session = try Session(path: "a.yaml", keys: answer)
    try session.press(tab == .matrix ? "2" : "1")
    if command.hasPrefix("flip") { try session.press("f") }
    #expect(self.command(session) == "archadvisor \(command)  # save first: \(key)")
    session.send(.saved(path: "a.yaml", sheet: session.state.sheet))
    try session.press("Down")
    #expect(self.command(session) == "archadvisor \(command)")
  }

  @Test func withoutChangesNothingIsToBeSaved() throws {
    #expect(command(try Session(keys: "Ctrl-L")) == "archadvisor assess --answers FILE")
    #expect(
      command(try Session(keys: answer + "Ctrl-L"))
        == "archadvisor assess --answers FILE  # save first: s")
  }

  @Test func theFileItCameFromIsUpdated() throws {
    var session = try Session(path: "a.yaml", keys: answer + "s")
    #expect(deeds(session) == ["save a.yaml update"])
    session.send(.saved(path: "a.yaml", sheet: session.state.sheet))
    #expect(session.screen.contains("Saved in a.yaml"))
    try session.press("q")
    #expect(deeds(session).last == "quit")
  }

  @Test(arguments: [SaveObstacle.exists, .changed])
  func whatIsThereIsOnlyReplacedOnDemand(_ obstacle: SaveObstacle) throws {
    var session = try Session(path: "a.yaml", keys: answer + "s")
    session.send(.notSaved(path: "a.yaml", obstacle))
    #expect(session.screen.contains("Replace the"))
    try session.press("Enter")
    #expect(deeds(session) == ["save a.yaml update"])
    session.send(.notSaved(path: "a.yaml", obstacle))
    try session.press("y")
    #expect(deeds(session) == ["save a.yaml update", "save a.yaml replace"])
  }

  @Test func leavingWaitsForTheSave() throws {
    var session = try Session(path: "a.yaml", keys: answer + "q s")
    #expect(deeds(session) == ["save a.yaml update"])
    session.send(.saved(path: "a.yaml", sheet: session.state.sheet))
    #expect(deeds(session).last == "quit")
  }

  @Test func aFailedSaveDoesNotLeave() throws {
    var session = try Session(path: "a.yaml", keys: answer + "q s")
    session.send(.notSaved(path: "a.yaml", .failed("no space left on device")))
    #expect(session.screen.contains("Not saved in a.yaml: no space left"))
    #expect(deeds(session).count == 1)
    session.send(.saved(path: "a.yaml", sheet: session.state.sheet))
    #expect(deeds(session).count == 1)
  }

  @Test func changesAfterASaveAreUnsavedAgain() throws {
    var session = try Session(path: "a.yaml", keys: answer)
    session.send(.saved(path: "a.yaml", sheet: session.state.sheet))
    try session.press("u q")
    #expect(deeds(session) == [])
  }
}
