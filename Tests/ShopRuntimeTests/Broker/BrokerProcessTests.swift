import Glibc
import HTTP
import Instruments
import JSON
import Shop
import TestSupport
import Testing

@testable import ShopRuntime

/// The broker as a process of its own, killed as nothing can prevent.
struct BrokerProcessTests {
  private let folder: TemporaryFolder
  private let client: Client
  private let context = ServiceContext(
    service: "order", instance: "order-1", version: "v1", seed: 1)

  init() throws {
    folder = try TemporaryFolder()
    try folder.folder("stores")
    let secret = try folder.file("mesh-secret", MeshSecret.make())
    client = try MeshSecret(file: secret).client()
  }

  /// Starts the broker; gives the process and its base address.
  private func start() throws -> (LineReader, String) {
    var settings = ServiceSettings(
      role: .broker, instance: "broker-1", runtimeFolder: folder.path, stateFolder: folder.path)
    settings.isSupervised = false
    let process = try LineReader(
      Program.builtBeside("archadvisor"), ["service"] + settings.words)
    while let line = process.line() {
      guard let root = JSONBody.root(Array(line.utf8)) else { continue }
      if root["message"]?.string == "ready", let port = root["port"]?.string {
        return (process, "http://127.0.0.1:\(port)")
      }
    }
    throw HTTPProblem.refused
  }

  @Test func whatItHasTakenSurvivesItsKill() throws {
    var promised: [String] = []
    var handled: Set<String> = []
    for round in 0..<3 {
      let (process, base) = try start()
      let link = BrokerLink(client, base: base)
      for number in 0..<20 {
        let text = "\(round)-\(number)"
        try link.publish(
          Array(text.utf8), topic: "orders", key: nil, name: text, trace: context.trace())
        promised.append(text)
      }
      // Some are handled, some only taken, some neither.
      let name = GroupName(topic: "orders", group: "payment")
      let order = TakeOrder(name: name, consumer: "c", limit: 8, lease: 1)
      let taken = try link.take(order, wait: 0)
      try link.acknowledge(taken.prefix(5).map(\.id), name, trace: context.trace())
      handled.formUnion(taken.prefix(5).map { String(decoding: $0.payload, as: UTF8.self) })
      process.kill()
    }
    let (process, base) = try start()
    let link = BrokerLink(client, base: base)
    var left: [String] = []
    for group in ["payment", "inventory"] {
      left = []
      let name = GroupName(topic: "orders", group: group)
      let order = TakeOrder(name: name, consumer: "d", limit: 64, lease: 60_000)
      while true {
        let taken = try link.take(order, wait: 20)
        if taken.isEmpty { break }
        left += taken.map { String(decoding: $0.payload, as: UTF8.self) }
      }
      let expected = group == "payment" ? promised.filter { !handled.contains($0) } : promised
      #expect(left == expected)
    }
    process.kill()
    #expect(handled.count == 15 && promised.count == 60)
  }
}
