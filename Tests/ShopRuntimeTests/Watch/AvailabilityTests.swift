import Glibc
import MeshModel
import Platform
import Testing

@testable import ShopRuntime

@Suite("What clients notice when a process dies", .serialized)
struct AvailabilityTests {
  /// Every request got an answer that is none of the shop's failures.
  private func expectAnswered(_ result: LoadResult) {
    let failures = result.all.outcomes.filter {
      [.serverError, .timeout, .refused, .cut].contains($0.key)
    }
    #expect(failures.isEmpty, "of \(result.all.total) requests")
    #expect(result.all.count(.success) > 50)
  }

  private func expectNoBreaker(_ mesh: SupervisedMesh) throws {
    let opened = try mesh.control.events(after: 0).lines.filter { $0.contains("breaker-open") }
    #expect(opened.isEmpty, "\(opened)")
  }

  /// Kills an instance and waits until another process is ready in its place.
  private func kill(_ instance: String, of mesh: SupervisedMesh) throws {
    let victim = try mesh.process(of: instance)
    Glibc.kill(victim, SIGKILL)
    #expect(try mesh.event { $0.contains(#""kind":"restart","subject":"\#(instance)""#) } != nil)
    #expect(try mesh.waitFor(instance) { $0.state == "ready" && $0.process != Int(victim) })
    // Whoever asks the registry now and then has done so.
    try mesh.awaitRound()
  }

  /// What the load got while an instance was killed.
  private func load(_ mesh: SupervisedMesh, killing instance: String) throws -> LoadResult {
    try mesh.underLoad(50) {
      try mesh.awaitRound()
      try kill(instance, of: mesh)
    }
  }

  @Test("nothing, when it was the registry, which comes back knowing nobody")
  func registry() throws {
    let mesh = try SupervisedMesh()
    let result = try mesh.underLoad(50, "look=40,order=20,track=20") {
      try mesh.awaitRound()
      try kill("registry-1", of: mesh)
      try kill("registry-1", of: mesh)
    }
    expectAnswered(result)
    try expectNoBreaker(mesh)
  }

  /// More requests are under way than failures in a row that a breaker bears.
  @Test(
    "nothing, when it was one of two instances, or the only one, with many requests under way",
    arguments: [(2, ServiceSettings.Discovery.client), (1, .client), (2, .server)])
  func busyInstance(count: Int, discovery: ServiceSettings.Discovery) throws {
    let mesh = try SupervisedMesh(["product": count], discovery: discovery)
    var slow = Fault(
      id: 0, target: try #require(Fault.Target("product")), remaining: 60_000)
    slow.latency = 150
    _ = try mesh.control.add(slow)
    expectAnswered(try load(mesh, killing: "product-1"))
    try expectNoBreaker(mesh)
  }

  @Test("nothing, when it was the balancer")
  func balancer() throws {
    let mesh = try SupervisedMesh(discovery: .server)
    expectAnswered(try load(mesh, killing: "balancer-1"))
    try expectNoBreaker(mesh)
  }

  @Test("only requests under way, when it was the gateway")
  func gateway() throws {
    let mesh = try SupervisedMesh()
    let result = try load(mesh, killing: "gateway-1")
    let other = result.all.outcomes.filter { ![.success, .cut, .unsent].contains($0.key) }
    #expect(other.isEmpty, "of \(result.all.total) requests")
    #expect(result.all.count(.success) > 50)
  }
}

@Suite("Processes that hang")
struct ReplacementTests {
  @Test("whoever gives no sign of life is seen failing, then replaced, and the reason is told")
  func stopped() throws {
    let mesh = try SupervisedMesh(["order": 2])
    let ids = ["gateway-1", "registry-1", "broker-1", "payment-1", "order-1"]
    var victims: [String: Int32] = [:]
    for id in ids {
      let process = try mesh.process(of: id)
      victims[id] = process
      Glibc.kill(process, SIGSTOP)
    }
    for id in ids { #expect(try mesh.waitFor(id) { $0.state == "failing" }, "\(id)") }
    #expect(try !mesh.control.status().isReady)
    for id in ids {
      let told = try mesh.event { $0.contains(#""kind":"restart","subject":"\#(id)""#) }
      #expect(told?.contains("gave no sign of life for 5 s, was killed") == true, "\(id)")
      #expect(
        try mesh.waitFor(id) { $0.state == "ready" && $0.process != victims[id].map(Int.init) })
    }
    let others = try mesh.control.status().instances.filter { !ids.contains($0.id) }
    #expect(others.allSatisfy { $0.restarts == 0 && $0.state == "ready" })
  }

  /// Faults are lessons: whoever set one wants to see what it does, for as long as it lasts.
  @Test("no fault makes a process count as hanging")
  func faults() throws {
    let mesh = try SupervisedMesh()
    let effects: [(String, (inout Fault) -> Void)] = [
      ("gateway", { $0.hang = true }), ("product", { $0.down = true }),
      ("user", { $0.latency = 60_000 }), ("payment", { $0.hang = true }),
      ("inventory", { $0.reset = true }), ("order", { $0.errors = 100 }),
      ("broker", { $0.down = true }), ("registry", { $0.hang = true }),
    ]
    for (name, change) in effects {
      var fault = Fault(id: 0, target: try #require(Fault.Target(name)), remaining: 600_000)
      change(&fault)
      _ = try mesh.control.add(fault)
    }
    // Each is two rounds, and a round takes as long as a probe.
    for _ in 0..<Liveness.limit { try mesh.awaitRound() }
    let status = try mesh.control.status()
    #expect(status.instances.allSatisfy { $0.restarts == 0 && $0.state == "ready" })
    #expect(try mesh.control.events(after: 0).lines.filter { $0.contains(#""restart""#) }.isEmpty)
  }
}

extension SupervisedMesh {
  /// Waits until an instance is as wanted, for at most thirty seconds.
  func waitFor(
    _ id: String, _ fits: (MeshStatus.InstanceStatus) -> Bool
  ) throws -> Bool {
    let limit = Clock.monotonic + 30_000_000_000
    while Clock.monotonic < limit {
      if let found = try control.status().instances.first(where: { $0.id == id }), fits(found) {
        return true
      }
      poll(nil, 0, 20)
    }
    return false
  }
}
