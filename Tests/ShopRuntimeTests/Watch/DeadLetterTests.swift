import Glibc
import HTTP
import Platform
import TestSupport
import Testing

@testable import ShopRuntime

/// Messages that nobody can handle, among those of a whole shop.
@Suite(.serialized)
struct DeadLetterTests {
  private static func send(
    _ mesh: SupervisedMesh, _ service: String, _ method: String, _ path: String, _ body: String = ""
  ) throws -> Response {
    let address = try #require(mesh.status.instances.first { $0.service == service }?.address)
    return try mesh.inside.send(
      Request(method, path, json: body), to: "http://\(address)", timeout: 5000)
  }

  private static func wait(
    _ fits: (Response) -> Bool, _ ask: () throws -> Response
  ) throws -> Response {
    let limit = Clock.monotonic + 30_000_000_000
    while true {
      let response = try ask()
      if fits(response) || Clock.monotonic > limit { return response }
      poll(nil, 0, 50)
    }
  }

  @Test func poisonGoesToTheDeadLettersAndOrdersGoOn() throws {
    let mesh = try SupervisedMesh()
    for poison in ["", "{", "\u{0}\u{1B}[2J", #"{"event":"OrderPlaced"}"#] {
      #expect(
        try Self.send(mesh, "broker", "POST", "/topics/orders/messages", poison).status == 201)
    }
    let body = #"{"user":"user-001","items":[{"product":"product-01","quantity":1}]}"#
    let placed = try Self.send(mesh, "order", "POST", "/orders", body)
    let id = try #require(ShopInProcesses.field("id", placed.text))
    let settled = try Self.wait({ $0.text.contains(#""state":"confirmed""#) }) {
      try Self.send(mesh, "order", "GET", "/orders/\(id)")
    }
    #expect(settled.text.contains(#""state":"confirmed""#), "\(settled.text)")
    for group in ["payment", "inventory"] {
      let dead = try Self.wait({ Delivery.list($0.body)?.count == 4 }) {
        try Self.send(mesh, "broker", "GET", "/topics/orders/groups/\(group)/dead")
      }
      let letters = try #require(Delivery.list(dead.body))
      #expect(letters.count == 4 && letters.allSatisfy { $0.count == 5 })
    }
    let topics = try Self.send(mesh, "broker", "GET", "/topics")
    #expect(topics.text.contains(#""dead":4"#), "\(topics.text)")
  }
}
