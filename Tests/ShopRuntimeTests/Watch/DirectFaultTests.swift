import Glibc
import HTTP
import Platform
import Testing

@testable import ShopRuntime

/// Faults that somebody who knows the secret sets at an instance, past the supervisor.
@Suite("Faults set directly", .serialized)
struct DirectFaultTests {
  private static func set(_ mesh: SupervisedMesh, _ id: String, _ faults: String) throws -> Int {
    let address = try mesh.control.status().instances.first { $0.id == id }?.address
    let request = Request("PUT", "/internal/faults", json: "{\"faults\":[\(faults)]}")
    return try mesh.inside.send(request, to: "http://\(#require(address))", timeout: 5000).status
  }

  @Test("they are listed, counted with their time, ended like all others, and survive a crash")
  func adopted() throws {
    let mesh = try SupervisedMesh(["user": 2])
    let own = try mesh.control.add(
      {
        var fault = Fault(id: 0, target: .service("user"), remaining: 60_000)
        fault.latency = 1
        return fault
      }())
    #expect(try Self.set(mesh, "user-1", #"{"target":"user","errors_percent":100}"#) == 204)
    let listed = try mesh.control.faults(asking: true)
    #expect(listed.map(\.place) == [nil, "user-1"])
    let direct = try #require(listed.last)
    #expect(direct.id != own.id && direct.id > 0 && direct.errors == 100)
    #expect((50_000...60_000).contains(direct.remaining))
    // It acts at that instance alone, and once.
    #expect(try Self.status(mesh, "user-1") == 503)
    #expect(try Self.status(mesh, "user-2") == 200)
    #expect(try mesh.control.faults(asking: true).count == 2)
    #expect(try mesh.event { $0.contains("set at user-1") } != nil)

    kill(try mesh.process(of: "user-1"), SIGKILL)
    #expect(try mesh.event { $0.contains(#""kind":"restart","subject":"user-1""#) } != nil)
    let limit = Clock.monotonic + 20_000_000_000
    while (try? Self.status(mesh, "user-1")) != 503, Clock.monotonic < limit { poll(nil, 0, 20) }
    #expect(try Self.status(mesh, "user-1") == 503)
    #expect(try mesh.control.faults().count == 2)

    #expect(try mesh.control.clear(id: direct.id).count == 1)
    #expect(try Self.status(mesh, "user-1") == 200)
    #expect(try mesh.control.faults(asking: true).map(\.id) == [own.id])
  }

  @Test("an instance that such a fault takes down shows it too, by itself")
  func down() throws {
    let mesh = try SupervisedMesh()
    #expect(try Self.set(mesh, "product-1", #"{"target":"product-1","down":true}"#) == 204)
    #expect(try mesh.event { $0.contains(#""kind":"fault-on","subject":"product-1""#) } != nil)
    #expect(try mesh.control.faults().map(\.down) == [true])
    #expect(try mesh.control.clear(id: nil).count == 1)
    #expect(try Self.status(mesh, "product-1", "/products/product-01") == 200)
  }

  @Test("their limits are those of all faults")
  func limits() throws {
    let mesh = try SupervisedMesh()
    for fault in [
      #"{"target":"user","latency_ms":1,"remaining_ms":86400001}"#,
      #"{"target":"user","latency_ms":-1}"#,
      #"{"target":"user","errors_percent":101}"#, #"{"target":"user","remaining_ms":"long"}"#,
      #"{"target":"../user"}"#, #"{"latency_ms":1}"#,
      Array(repeating: #"{"target":"user","latency_ms":1}"#, count: 101).joined(separator: ","),
    ] {
      #expect(try Self.set(mesh, "user-1", fault) == 400, "\(fault.prefix(60))")
    }
    #expect(try mesh.control.faults(asking: true).isEmpty)
  }

  private static func status(
    _ mesh: SupervisedMesh, _ id: String, _ path: String = "/users/user-001"
  ) throws -> Int {
    let address = try mesh.control.status().instances.first { $0.id == id }?.address
    return try mesh.inside.send(
      Request("GET", path), to: "http://\(#require(address))", timeout: 5000
    ).status
  }
}
