import Glibc
import Labs
import Live
import MeshModel
import Reports
import ShopRuntime
import Terminal

extension Command {
  static let labRun = Command(
    name: "lab run", summary: "Do a lab: break a mesh step by step and see what becomes of it.",
    group: .labs,
    details: [
      "It is done on the shop that runs, or on a mesh of its own that ends with the lab. What the "
        + "lab did to a mesh is taken back at its end, and after an interrupt, too.",
      "With --auto nobody has to do anything: every check is seen failing before its solution and "
        + "passing after it. The exit status is 1 when one is not.",
    ],
    operands: ["NAME"],
    options: [
      .meshName, Option("auto", "Play the solutions, and prove every step by them."),
    ],
    examples: ["lab run breaker", "lab run breaker --auto"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let lab = try invocation.lab(invocation.operands.first ?? "")
    return try LabSession(lab, invocation).proveAll()
  }
}

/// One lab from its beginning to its end, whatever happens between.
struct LabSession {
  private let lab: Lab
  private let invocation: Invocation
  private let screen: Screen

  init(_ lab: Lab, _ invocation: Invocation) {
    self.lab = lab
    self.invocation = invocation
    screen = Screen(invocation)
  }

  /// Rounds in which a check has to be seen failing when the solution follows anyway.
  private static let fewRounds = 2

  /// Plays all solutions.
  func proveAll() throws(Failure) -> ExitCode {
    try tell(lab.title)
    return try onMesh { mesh, interruption throws(Failure) in
      let began = Clock.monotonic
      var proof = LabProof(
        LabPlayer(LabRun(lab), on: mesh), unsolvedRounds: Self.fewRounds, tell: tell)
      guard let isProven = try proof.proveAll(&interruption) else { return .fine }
      try tell("what happened")
      try Output.write(
        screen.paint.text(EventTable.lines(told(proof.player.events), width: screen.columns)))
      let seconds = (Clock.monotonic - began) / 1_000_000_000
      guard isProven else {
        let step = proof.results.last?.step ?? ""
        Output.say(["archadvisor: the step '\(step)' of the lab '\(lab.id)' is not proven"])
        return .no
      }
      try tell(
        "all \(lab.steps.count) checks failed before their solutions and passed after them, in "
          + "\(seconds) s")
      return .fine
    }
  }

  /// What concerns the lab: breakers and faults.
  private func told(_ events: [MeshEvent]) -> [MeshEvent] {
    events.filter { $0.kind != .health }
  }

  private func onMesh(
    _ body: (LabMesh, inout Interruption) throws(Failure) -> ExitCode
  ) throws(Failure) -> ExitCode {
    var interruption = Interruption()
    let mesh = try LabMesh.choose(lab, named: invocation.value("name"))
    if !invocation.flag("quiet") {
      Output.say([mesh.isOwn ? LabWords.own(mesh.name) : LabWords.borrowed(mesh.name)])
    }
    let ended: Result<ExitCode, Failure>
    do throws(Failure) {
      ended = .success(try body(mesh, &interruption))
    } catch {
      ended = .failure(error)
    }
    if let problem = mesh.leave(lab.cleanup) { Output.say([LabWords.left(problem)]) }
    interruption.endIfRequested()
    return try ended.get()
  }

  private func tell(_ line: String) throws(Failure) {
    try Output.write(screen.paint.text([.init(line)]))
  }
}

extension LabMesh {
  /// The mesh to do a lab on: the one that was named, the shop when it runs, or one of its own.
  static func choose(_ lab: Lab, named name: String?) throws(Failure) -> LabMesh {
    if let name {
      guard MeshPlan.isName(name) else { throw Failure.usage(MeshSentence.badName(name)) }
      return try LabMesh(running: name).unbroken()
    }
    let isRunning = MeshLock.isHeld(MeshFolders(named: "shop").lock)
    return isRunning
      ? try LabMesh(running: "shop").unbroken() : try LabMesh(fresh: "lab-\(lab.id)")
  }

  /// Itself, unless somebody has broken it already.
  private func unbroken() throws(Failure) -> LabMesh {
    do throws(ControlClient.Problem) {
      if try ControlClient(folders).faults().isEmpty { return self }
    } catch {
      throw MeshSentence.failure(error, mesh: name)
    }
    throw Failure(lines: ["archadvisor: error: \(LabWords.hasFaults(name))"], code: .no)
  }
}
