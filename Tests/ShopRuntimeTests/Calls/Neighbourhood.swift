import HTTP
import Instruments
import Resilience
import Testing

@testable import ShopRuntime

/// A registry and services inside this process, each behind a real socket.
final class Neighbourhood {
  private var servers: [Server] = []
  private var announcers: [Announcer] = []
  let client: Client
  let registry: String

  init() throws {
    client = try Client()
    let context = ServiceContext(
      service: "registry", instance: "registry-1", version: "v1", seed: 1)
    let server = try Self.serve(context, RegistryService().routes)
    servers = [server]
    registry = "http://127.0.0.1:\(server.port)"
  }

  deinit {
    announcers.forEach { $0.stop() }
    servers.forEach { $0.stop() }
  }

  private static func serve(_ context: ServiceContext, _ routes: [Route]) throws -> Server {
    let operations = Operations(context, breakers: { "" }, changeWeight: { _ in })
    let frame = try ServiceFrame(
      context, routes: routes, bulkhead: BulkheadSettings(), timeouts: TimeoutSettings(),
      operations: operations)
    return try Server(Server.Settings()) { frame.answer($0) }
  }

  /// Starts an instance, registers it, and gives its context and base address.
  func add(
    _ service: String, _ number: Int, _ routes: [Route]
  ) throws -> (context: ServiceContext, base: String) {
    let instance = "\(service)-\(number)"
    let context = ServiceContext(service: service, instance: instance, version: "v1", seed: 1)
    let server = try Self.serve(context, routes)
    let announcer = Announcer(
      Registration(
        service: service, instance: instance, address: "127.0.0.1:\(server.port)", version: "v1"),
      registry: registry, client: client)
    #expect(announcer.start())
    announcers.append(announcer)
    servers.append(server)
    return (context, "http://127.0.0.1:\(server.port)")
  }

  func caller(
    _ change: (inout CallSettings) -> Void = { _ in }
  ) throws -> (Caller, ServiceContext) {
    let context = ServiceContext(service: "order", instance: "order-1", version: "v1", seed: 1)
    var settings = CallSettings()
    settings.retry.firstWait = .milliseconds(1)
    settings.retry.longestWait = .milliseconds(5)
    change(&settings)
    let addresses = DirectAddresses(resolver: Resolver(registry: registry, client: client))
    return (try Caller(context, client, addresses, settings), context)
  }

  static func incoming(_ context: ServiceContext, milliseconds: Int64 = 5000) -> Incoming {
    Incoming(
      request: Request("GET", "/"), parameters: [:], trace: context.trace(),
      deadline: Deadline(ServiceContext.now + .milliseconds(milliseconds)), caller: nil,
      isRetry: false)
  }
}
