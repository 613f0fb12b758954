import HTTP
import MeshModel
import Platform
import Synchronization
import Testing

@testable import ShopRuntime

/// A mesh under load while something is done to it.
extension SupervisedMesh {
  /// Sends requests while the body runs, looking at products unless told otherwise, and says how they
  /// fared.
  func underLoad(
    _ rate: Double, _ mix: String = "look=1", _ body: () throws -> Void
  ) throws -> LoadResult {
    var plan = LoadPlan()
    (plan.rate, plan.seconds, plan.connections) = (rate, 120, 50)
    plan.mix = try LoadMix(mix)
    let run = try LoadRun(plan, base: status.gateway, script: ShopScript(run: "upgrade"))
    let isOver = Gate(false)
    let result = Mutex<LoadResult?>(nil)
    let worker = Worker("load") { _ in
      let outcome = run.finish(shouldStop: { isOver.value })
      result.withLock { $0 = outcome }
    }
    defer { worker.stop() }
    do {
      defer { isOver.change { $0 = true } }
      try body()
    }
    worker.stop()
    return try #require(result.withLock { $0 })
  }

  func versions(of service: String) throws -> [String] {
    try control.status().instances.filter { $0.service == service && $0.state == "ready" }
      .map(\.version)
  }
}

@Suite("Changing a service under load", .serialized)
struct UpgradeTests {
  /// Nobody may notice that instances are replaced.
  private func expectNoFailure(_ result: LoadResult) {
    let failures = result.all.outcomes.filter { $0.key != .success && $0.key != .unsent }
    #expect(failures.isEmpty, "of \(result.all.total) requests")
    #expect(result.all.count(.success) > 50)
  }

  private func upgrade(_ mesh: SupervisedMesh, _ manner: String) throws -> String? {
    do {
      try mesh.control.upgrade(
        "product", to: "v2", canaryPercent: 50, watchMilliseconds: 5000, manner: manner)
      return nil
    } catch ControlClient.Problem.refused(_, let message) {
      return message
    }
  }

  @Test("a version that does well is tried and then rolled out to all")
  func well() throws {
    let mesh = try SupervisedMesh(["product": 2])
    let result = try mesh.underLoad(40) {
      let problem = try upgrade(mesh, "")
      #expect(problem == nil)
    }
    #expect(try mesh.versions(of: "product") == ["v2", "v2"])
    expectNoFailure(result)
    let told = try mesh.control.events(after: 0).lines.filter { $0.contains("canary") }
    #expect(told.count == 2)
    #expect(told.first?.contains("v2 gets 50% of the calls") == true)
    #expect(told.last?.contains("does well: rolled out") == true)
  }

  @Test(
    "one that fails or is slow is taken back",
    arguments: [("faulty", "% errors beside 0%"), ("slow", "median 3")])
  func badly(manner: String, reason: String) throws {
    let mesh = try SupervisedMesh()
    _ = try mesh.underLoad(40) {
      let problem = try #require(try upgrade(mesh, manner))
      #expect(problem.hasPrefix("rolled back to the old version: "))
      #expect(problem.contains(reason), "\(problem)")
    }
    #expect(try mesh.versions(of: "product") == ["v1"])
    let line = try mesh.event { $0.contains(#""kind":"canary""#) && $0.contains("rolled back") }
    #expect(line?.contains(reason) == true)
  }

  @Test("one that nobody calls goes back, since nothing is known of it")
  func uncalled() throws {
    let mesh = try SupervisedMesh()
    #expect(
      try upgrade(mesh, "")
        == "rolled back to the old version: only 0 calls reached it, too few to judge")
    #expect(try mesh.versions(of: "product") == ["v1"])
  }

  @Test("every change leaves events: what was asked for, who came, who went")
  func events() throws {
    let mesh = try SupervisedMesh()
    try mesh.control.scale("product", to: 2)
    try mesh.control.scale("product", to: 2)
    try mesh.control.restart("user")
    try mesh.control.scale("product", to: 1)
    #expect(throws: ControlClient.Problem.self) {
      try mesh.control.upgrade(
        "user", to: "v2", canaryPercent: 10, watchMilliseconds: 100, manner: "")
    }
    #expect(try mesh.event { $0.contains("given up") } != nil)
    let lines = try mesh.control.events(after: 0).lines.filter { line in
      ["scale", "rollout", "started", "ended"].contains { line.contains("\"kind\":\"\($0)\"") }
    }
    let told = lines.compactMap { line -> String? in
      line.firstMatch(of: #/"kind":"(.*?)","subject":"(.*?)","detail":"(.*?)"/#)
        .map { "\($0.1) \($0.2): \($0.3)" }
    }
    #expect(
      told.prefix(8) == [
        "scale product: from 1 instance to 2", "started product-2: version v1",
        "rollout user: 1 instance replaced by fresh ones", "started user-2: version v1",
        "ended user-1: as asked", "scale product: from 2 instances to 1",
        "ended product-2: as asked", "rollout user: 1 instance to become v2",
      ])
    #expect(told.contains("started user-3: version v2"))
    #expect(
      told.contains(
        "rollout user: given up: rolled back to the old version: only 0 calls reached it, too few to judge"
      ))
  }

  @Test("a rolling restart fails no request")
  func rollingRestart() throws {
    let mesh = try SupervisedMesh(["product": 2])
    let result = try mesh.underLoad(60) {
      try mesh.control.restart("product")
      try mesh.control.restart("gateway")
    }
    expectNoFailure(result)
    let status = try mesh.control.status()
    #expect(
      status.instances.filter { ["product", "gateway"].contains($0.service) }.map(\.id)
        == ["product-3", "product-4", "gateway-2"])
  }
}
