import Glibc
import HTTP
import Instruments
import Platform
import ShopRuntime
import Synchronization

/// Messages through a broker process: published, taken and acknowledged over HTTP, each step kept
/// on disk before it is answered.
struct BrokerRate {
  let program: String

  func measure(_ table: Table) {
    let published = "messages published, 4 producers"
    let through = "messages published, taken, acknowledged, 4 and 4"
    guard let folder = TemporaryFolder("broker") else { return }
    defer { folder.remove() }
    guard let broker = BrokerProcess(program, folder: folder.path) else {
      table.row(published, [], "a second")
      return table.row(through, [], "a second")
    }
    defer { broker.end() }
    table.row(published, (0..<3).map { publishing(broker.link, "p\($0)") }, "a second")
    table.row(through, (0..<5).map { passing(broker.link, "t\($0)") }, "a second")
  }

  private static let producers = 4
  /// Of each producer.
  private static let messages = 1000

  private func produce(_ link: BrokerLink, _ topic: String) -> [Worker] {
    (0..<Self.producers).map { number in
      Worker("producer") { _ in
        let payload = Array(#"{"event":"OrderConfirmed","order":"o-1","at_us":5}"#.utf8)
        let trace = TraceContext(
          trace: String(repeating: "1", count: 32), span: String(repeating: "2", count: 16))
        for message in 0..<Self.messages {
          try? link.publish(
            payload, topic: topic, key: "k", name: "\(number)-\(message)", trace: trace)
        }
      }
    }
  }

  private func publishing(_ link: BrokerLink, _ topic: String) -> Double {
    let elapsed = ContinuousClock().measure {
      for producer in produce(link, topic) { producer.stop() }
    }
    return Double(Self.producers * Self.messages) * 1000 / elapsed.milliseconds
  }

  private func passing(_ link: BrokerLink, _ topic: String) -> Double {
    let acknowledged = Gate(0)
    let name = GroupName(topic: topic, group: "g")
    let elapsed = ContinuousClock().measure {
      let producers = produce(link, topic)
      let consumers = (0..<4).map { number in
        Worker("consumer") { stop in
          let order = TakeOrder(name: name, consumer: "c\(number)", limit: 16, lease: 5000)
          let trace = TraceContext(
            trace: String(repeating: "1", count: 32), span: String(repeating: "2", count: 16))
          while !stop.isRequested {
            guard let taken = try? link.take(order, wait: 50), !taken.isEmpty,
              (try? link.acknowledge(taken.map(\.id), name, trace: trace)) != nil
            else { continue }
            acknowledged.change { $0 += taken.count }
          }
        }
      }
      let all = Self.producers * Self.messages
      _ = acknowledged.wait(milliseconds: 60_000) { $0 >= all }
      for worker in producers + consumers { worker.requestStop() }
      for worker in producers + consumers { worker.stop() }
    }
    return Double(acknowledged.value) * 1000 / elapsed.milliseconds
  }
}

/// A broker of its own, until it is ended.
private struct BrokerProcess {
  let link: BrokerLink
  private let child: Platform.Child

  /// Nil when it cannot be started.
  init?(_ program: String, folder: String) {
    mkdir("\(folder)/stores", 0o700)
    var settings = ServiceSettings(
      role: .broker, instance: "broker-1", runtimeFolder: folder, stateFolder: folder)
    settings.isSupervised = false
    let log = open("\(folder)/log", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard log >= 0, let client = try? Self.client(settings.secretFile),
      let child = try? Platform.Child.start(
        program, ["service"] + settings.words, Platform.Child.Files(log: log))
    else { return nil }
    self.child = child
    guard let port = Self.port(log) else {
      child.send(SIGKILL)
      return nil
    }
    link = BrokerLink(client, base: "http://127.0.0.1:\(port)")
  }

  /// A client that knows the broker's secret, which it makes.
  private static func client(_ file: String) throws -> Client {
    try MeshSecret.make(file: file)
    return try MeshSecret(file: file).client()
  }

  /// The port in the line that says that it is ready.
  private static func port(_ log: Int32) -> Int? {
    let end = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < end {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = pread(log, &bytes, bytes.count, 0)
      let text = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
      let mark = "\"port\":\""
      for line in text.split(separator: "\n") where line.contains(mark) {
        let digits = line.split(separator: "\"").drop { $0 != "port" }.dropFirst(2).first
        if let port = digits.flatMap({ Int($0) }) { return port }
      }
      poll(nil, 0, 10)
    }
    return nil
  }

  func end() {
    child.send(SIGKILL)
    while child.end() == nil { poll(nil, 0, 1) }
  }
}
