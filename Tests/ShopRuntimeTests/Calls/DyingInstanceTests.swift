import HTTP
import Instruments
import Platform
import Resilience
import TestSupport
import Testing

@testable import ShopRuntime

/// What a caller makes of instances that die.
struct DyingInstanceTests {
  private func get(
    _ caller: Caller, _ context: ServiceContext, milliseconds: Int64 = 5000
  ) throws -> Response {
    try caller.call(
      "echo", Request("GET", "/"), for: Neighbourhood.incoming(context, milliseconds: milliseconds))
  }

  private func state(_ caller: Caller) -> String? {
    caller.breakers.lines.contains(#""state":"closed","#) ? "closed" : caller.breakers.lines
  }

  /// Registers an instance at an address without serving there.
  private func announce(
    _ town: Neighbourhood, _ instance: String, _ address: String
  ) throws -> Announcer {
    let registration = Registration(
      service: "echo", instance: instance, address: address, version: "v1")
    let announcer = Announcer(registration, registry: town.registry, client: town.client)
    #expect(announcer.start())
    return announcer
  }

  /// An address at which nobody listens.
  private func nowhere() throws -> String {
    let gone = try Listener(port: 0)
    gone.close()
    return "127.0.0.1:\(gone.port)"
  }

  @Test("nobody there never opens a breaker")
  func refusalsDoNotTrip() throws {
    let town = try Neighbourhood()
    let announcer = try announce(town, "echo-1", try nowhere())
    defer { announcer.stop() }
    let (caller, context) = try town.caller { $0.retry.maximumAttempts = 1 }
    for _ in 0..<12 {
      #expect(throws: CallProblem.self) { try get(caller, context, milliseconds: 120) }
    }
    #expect(context.events.after(0).items.isEmpty)
    #expect(state(caller) == "closed")
  }

  @Test("a call waits for an instance that is about to be there")
  func waiting() throws {
    let town = try Neighbourhood()
    let announcer = try announce(town, "echo-1", try nowhere())
    defer { announcer.stop() }
    let (caller, context) = try town.caller()
    #expect(throws: CallProblem.self) { try get(caller, context, milliseconds: 120) }
    let answer = Gate<String?>(nil)
    let call = Worker("call") { _ in
      let response = try? caller.call(
        "echo", Request("GET", "/"), for: Neighbourhood.incoming(context, milliseconds: 30_000))
      answer.change { $0 = response?.text ?? "none" }
    }
    defer { call.stop() }
    try eventually("a call is under way") {
      context.metrics.page().contains("http_client_active_requests{to=\"echo\"} 1")
    }
    _ = try town.add("echo", 1, [Route("GET", "/") { _ in Response(200, text: "new") }])
    #expect(answer.wait(milliseconds: 30_000) { $0 != nil })
    #expect(answer.value == "new")
  }

  @Test("a breaker that is open probes as soon as there is a new instance")
  func renewal() throws {
    let town = try Neighbourhood()
    let isMended = Gate(false)
    _ = try town.add(
      "echo", 1, [Route("GET", "/") { _ in Response(isMended.value ? 200 : 500) }])
    let (caller, context) = try town.caller {
      $0.retry.maximumAttempts = 1
      $0.breaker.openDuration = .seconds(3600)
    }
    for _ in 0..<5 { #expect(try get(caller, context).status == 500) }
    isMended.change { $0 = true }
    #expect(throws: CallProblem.self) { try get(caller, context) }
    _ = try town.add("echo", 2, [Route("GET", "/") { _ in Response(200) }])
    try eventually(within: .seconds(20), "a probe, though the hour is not over") {
      (try? get(caller, context).status) == 200
    }
    #expect(
      context.events.after(0).items.map(\.kind)
        == ["breaker-open", "breaker-half-open", "breaker-closed"])
  }

  @Test("that somebody further on is missing is not the callee's fault")
  func furtherOn() throws {
    let town = try Neighbourhood()
    _ = try town.add(
      "echo", 1, [Route("GET", "/") { _ in throw CallProblem("stock", .noInstance) }])
    let (caller, context) = try town.caller { $0.retry.maximumAttempts = 1 }
    for _ in 0..<12 { #expect(try get(caller, context).status == 503) }
    #expect(state(caller) == "closed")
  }
}
