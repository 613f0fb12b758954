import Files
import Glibc
import HTTP
import MeshModel
import Platform
import Reports
import Shop
import ShopRuntime
import YAML

extension Command {
  static let meshLoad = Command(
    name: "mesh load", summary: "Send requests at a steady rate and say how they fared.",
    group: .mesh,
    details: [
      "Requests come at moments that are fixed beforehand, however slow the answers are, and the "
        + "time of each counts from its moment. So a stall shows in the percentiles in full.",
      "Kinds of request: " + LoadAction.allCases.map(\.rawValue).joined(separator: ", ") + ". "
        + "An interrupt ends the load early; what was measured until then is printed. JSON is "
        + "archadvisor.load/1.",
    ],
    options: [
      .meshName, .output(["text", "json"]),
      Option("rate", value: "N", "Requests a second; 100."),
      Option("for", value: "DURATION", "How long; 30s."),
      Option(
        "mix", value: "LIST", "Kinds of requests with their parts, as in browse=70,order=30."),
      Option("clients", value: "N", "Different clients they come from, 1 to 200; 200."),
      Option(
        "connections", value: "N", "Requests under way at once at most, 1 to 2000; 200."),
      Option("timeout", value: "DURATION", "How long a client waits for its answer; 5s."),
      Option("seed", value: "N", "Draws the requests from N; the same N sends the same; 1."),
    ],
    examples: ["mesh load --rate 200 --for 30s", "mesh load --mix browse=70,order=30 -o json"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let plan = try LoadPlan(invocation)
    let status = try invocation.withMesh { mesh throws(ControlClient.Problem) in
      try mesh.status()
    }
    var interruption = Interruption()
    let script = ShopScript(run: "load-\(String(Clock.wall, radix: 36))-\(getpid())")
    var result = try invocation.run(plan, on: status, script, &interruption)
    if script.accepted.count > 0 {
      result.orders = invocation.fates(script, try invocation.meshFolders(), &interruption)
    }
    let report = LoadReport(
      result, mesh: status.mesh,
      mix: plan.mix.parts.map { (action: $0.action.rawValue, weight: $0.weight) },
      clients: plan.clients)
    try invocation.write(json: report.json) { report.page(columns: $0) }
    interruption.endIfRequested()
    return .fine
  }
}

extension Invocation {
  /// Milliseconds to wait for orders to become final.
  private static let patience = 10_000

  fileprivate func run(
    _ plan: LoadPlan, on status: MeshStatus, _ script: ShopScript,
    _ interruption: inout Interruption
  ) throws(Failure) -> LoadResult {
    var line = ProgressLine(quiet: flag("quiet"))
    defer { line.end() }
    do {
      return try LoadRun(plan, base: status.gateway, script: script).finish(
        shouldStop: { interruption.isRequested() },
        progress: { line.say(LoadReport.line($0)) })
    } catch {
      throw MeshSentence.failure(.broken(error.sentence), mesh: status.mesh)
    }
  }

  /// What becomes of the orders; nil when their store cannot be read.
  fileprivate func fates(
    _ script: ShopScript, _ folders: MeshFolders, _ interruption: inout Interruption
  ) -> LoadOrders? {
    let (count, orders) = script.accepted
    let before = interruption.count
    do throws(FolderProblem) {
      try folders.checkState()
    } catch {
      Output.say(["archadvisor: \(error.sentence)".printable])
      return nil
    }
    do throws(StoreProblem) {
      return try ShopLedger(stores: folders.stores).fates(
        of: orders, count: count, within: Self.patience,
        shouldStop: {
          _ = interruption.isRequested()
          return interruption.count > before
        })
    } catch {
      Output.say(["archadvisor: \(error.sentence)"])
      return nil
    }
  }
}

extension LoadPlan {
  /// The plan a command line asks for.
  fileprivate init(_ invocation: Invocation) throws(Failure) {
    self.init()
    if let text = invocation.value("rate") {
      guard let rate = Quantities.decimal(text), Self.rates.contains(rate) else {
        throw invocation.usage(MeshSentence.badRate(text))
      }
      self.rate = rate
    }
    if let milliseconds = try invocation.duration("for") {
      seconds = Double(milliseconds) / 1000
      guard Self.durations.contains(seconds) else {
        throw invocation.usage(MeshSentence.badDuration("for", invocation.value("for") ?? ""))
      }
    }
    if let milliseconds = try invocation.duration("timeout") { patience = max(milliseconds, 1) }
    if let text = invocation.value("mix") {
      do throws(LoadMixProblem) {
        mix = try LoadMix(text)
      } catch {
        throw invocation.usage(MeshSentence.badMix(error))
      }
    }
    clients = try invocation.number("clients", in: 1...200) ?? clients
    connections = try invocation.number("connections", in: Self.connectionCounts) ?? connections
    if let text = invocation.value("seed") {
      guard let number = UInt64(text) else {
        throw invocation.usage(MeshSentence.badNumber("the seed", text))
      }
      seed = number
    }
  }
}
