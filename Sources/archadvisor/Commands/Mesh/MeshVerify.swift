import Reports
import Shop
import ShopRuntime

extension Command {
  static let meshVerify = Command(
    name: "mesh verify", summary: "Check that orders, money and stock add up over all stores.",
    group: .mesh,
    details: [
      "It waits until what is on its way has come to its end, and reads the stores themselves: of a "
        + "mesh that runs, or of one that ended and was started with --keep. The exit status is 1 "
        + "when something does not add up. Orders that come in meanwhile may still be on their way; one "
        + "that was at the beginning and still is at the end counts as lost. JSON is "
        + "archadvisor.verify/1."
    ],
    options: [
      .meshName, .output(["text", "json"]),
      Option("wait", value: "DURATION", "How long to wait for orders on their way at most; 15s."),
    ],
    examples: ["mesh verify", "mesh verify -o json"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let mesh = try invocation.meshName()
    let folders = try invocation.meshFolders()
    let patience = try invocation.duration("wait") ?? 15_000
    try invocation.checkState(folders)
    guard
      let ledger = try attempt(
        mesh,
        { () throws(StoreProblem) in
          try ShopLedger(existing: folders.stores)
        })
    else { throw MeshSentence.failure(.notRunning, mesh: mesh) }
    let runs = folders.isHeld
    let (audit, waited) = try attempt(mesh) { () throws(StoreProblem) in
      try ledger.settledAudit(within: runs ? patience : 0)
    }
    let report = VerifyReport(audit, mesh: mesh, waited: waited, isRunning: runs)
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return audit.isSound ? .fine : .no
  }

  private static func attempt<Value>(
    _ mesh: String, _ body: () throws(StoreProblem) -> Value
  ) throws(Failure) -> Value {
    do throws(StoreProblem) {
      return try body()
    } catch {
      throw Failure(lines: ["archadvisor: error: \(error.sentence)"], code: .fileTrouble)
    }
  }
}
