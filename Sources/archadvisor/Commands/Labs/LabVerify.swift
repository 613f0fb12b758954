import Labs
import Reports

extension Command {
  static let labVerify = Command(
    name: "lab verify", summary: "Prove every step of the labs, each on a fresh mesh.",
    group: .labs,
    details: [
      "A step is proven when its check fails for seven rounds after it was set up, passes after its "
        + "solution, and when its cleanup leaves nothing behind. The exit status is 1 when one is "
        + "not. It takes about a quarter of a minute a step."
    ],
    operands: ["[NAME]"], options: [.output(["text", "json"])],
    examples: ["lab verify", "lab verify breaker --knowledge knowledge"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    var labs = try invocation.labs()
    if let name = invocation.operands.first { labs = [try invocation.lab(name)] }
    return try LabVerification(invocation).run(labs)
  }
}

/// Proves steps, each on a mesh of its own.
private struct LabVerification {
  private let output: LabOutput

  init(_ invocation: Invocation) {
    output = LabOutput(invocation)
  }

  /// Longer than the shop's breakers stay open: what comes by itself has come by then.
  private static let unsolvedRounds = 7

  func run(_ labs: [Lab]) throws(Failure) -> ExitCode {
    var interruption = Interruption()
    var isProven = true
    for lab in labs {
      var results: [LabStepResult] = []
      for place in lab.steps.indices {
        guard let result = try prove(lab, place, &interruption) else {
          interruption.endIfRequested()
          return .no
        }
        results.append(result)
      }
      let report = LabProofReport(lab, mesh: LabMesh.name(for: lab), results, events: [])
      try output.write(report)
      if !report.isProven { Output.say([LabWords.unproven(lab, results)]) }
      isProven = isProven && report.isProven
    }
    return isProven ? .fine : .no
  }

  /// Nil when it was interrupted.
  private func prove(
    _ lab: Lab, _ place: Int, _ interruption: inout Interruption
  ) throws(Failure) -> LabStepResult? {
    let mesh = try LabMesh(fresh: "\(LabMesh.name(for: lab))-\(place + 1)")
    var proof = LabProof(
      LabPlayer(LabRun(lab, at: place), on: mesh), unsolvedRounds: Self.unsolvedRounds,
      tell: output.tell)
    let ended: Result<Bool?, Failure>
    do throws(Failure) {
      ended = .success(try proof.proveStep(&interruption))
    } catch {
      ended = .failure(error)
    }
    let leftover = mesh.hands.cleanUp(lab.cleanup) ?? mesh.faultsLeft
    let isGone = mesh.leave([]) == nil
    guard try ended.get() != nil else { return nil }
    if let leftover = leftover ?? (isGone ? nil : MeshSentence.doesNotEnd) {
      try proof.leaves(leftover)
    }
    return proof.results.last
  }
}
