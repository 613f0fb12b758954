import Glibc
import Labs
import Live
import MeshModel
import Reports
import ShopRuntime

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
      Option("restart", "Begin at the first step, wherever you were."),
      .output(["text", "json"]),
    ],
    examples: ["lab run breaker", "lab run breaker --auto"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let lab = try invocation.lab(invocation.operands.first ?? "")
    let session = LabSession(lab, invocation)
    if invocation.flag("auto") {
      if invocation.flag("restart") { throw invocation.usage(LabWords.restartsAnyway) }
      return try session.proveAll()
    }
    if invocation.format == "json" { throw invocation.usage(LabWords.jsonNeedsAuto) }
    return try session.teach()
  }
}

/// One lab from its beginning to its end, whatever happens between.
struct LabSession {
  private let lab: Lab
  private let invocation: Invocation
  private let output: LabOutput

  init(_ lab: Lab, _ invocation: Invocation) {
    self.lab = lab
    self.invocation = invocation
    output = LabOutput(invocation)
  }

  /// Rounds in which a check has to be seen failing when the solution follows anyway.
  private static let fewRounds = 2

  /// Does it with a learner.
  func teach() throws(Failure) -> ExitCode {
    var (progress, problem) = LabProgressFile.read()
    if let problem { Output.say(["archadvisor: \(problem)"]) }
    if invocation.flag("restart") { progress.restart(lab) }
    let run = LabRun(lab, at: progress.place(in: lab))
    try output.tell("\(lab.title), about \(lab.minutes) minutes")
    if run.place > 0 { Output.say([LabWords.goesOn(run)]) }
    return try onMesh { mesh, interruption throws(Failure) in
      var talk = LabTalk(
        LabPlayer(run, on: mesh), output.screen, progress, quiet: invocation.flag("quiet"))
      switch try talk.run(&interruption) {
      case .done: try output.tell(LabWords.done(lab))
      case .left, .interrupted: break
      case .unsolved:
        Output.say([LabWords.unsolved(talk.player.run)])
        return .no
      }
      return .fine
    }
  }

  /// Plays all solutions.
  func proveAll() throws(Failure) -> ExitCode {
    try output.tell(lab.title)
    return try onMesh { mesh, interruption throws(Failure) in
      var proof = LabProof(
        LabPlayer(LabRun(lab), on: mesh), unsolvedRounds: Self.fewRounds, tell: output.tell)
      guard let isProven = try proof.proveAll(&interruption) else { return .fine }
      let report = LabProofReport(
        lab, mesh: mesh.name, proof.results, events: proof.player.events)
      try output.write(report)
      if isProven { return .fine }
      Output.say([LabWords.unproven(lab, proof.results)])
      return .no
    }
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
}

extension LabMesh {
  /// The mesh to do a lab on: the one that was named, the shop when it runs, or one of its own.
  static func choose(_ lab: Lab, named name: String?) throws(Failure) -> LabMesh {
    if let name {
      guard MeshPlan.isName(name) else { throw Failure.usage(MeshSentence.badName(name)) }
      return try LabMesh(running: name).unbroken()
    }
    let isRunning = MeshFolders(named: "shop").isHeld
    return isRunning
      ? try LabMesh(running: "shop").unbroken() : try LabMesh(fresh: LabMesh.name(for: lab))
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
