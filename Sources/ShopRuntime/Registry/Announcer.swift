import HTTP
import JSON
import Platform
import Synchronization

/// Keeps an instance registered: announces it, sends its heartbeat, takes it off at the end.
final class Announcer: Sendable {
  private let registry: String
  private let registration: Mutex<Registration>
  private let client: Client
  private let worker: Mutex<Worker?> = Mutex(nil)

  /// Milliseconds between two heartbeats.
  static let interval = 1000
  /// Milliseconds until the next try when the registry did not take one.
  private static let pause = 100

  init(_ registration: Registration, registry: String, client: Client) {
    self.registry = registry
    self.registration = Mutex(registration)
    self.client = client
  }

  /// Registers now and keeps on doing it; true when the first time worked.
  func start() -> Bool {
    let isKnown = announce()
    worker.withLock { worker in
      worker = Worker("heartbeat") { [self] stop in
        var wasTaken = isKnown
        while !stop.wait(milliseconds: wasTaken ? Self.interval : Self.pause) {
          wasTaken = announce()
        }
      }
    }
    return isKnown
  }

  /// Takes another share of the calls, from now on.
  func changeWeight(_ weight: Int) {
    registration.withLock { known in
      known = Registration(
        service: known.service, instance: known.instance, address: known.address,
        version: known.version, weight: weight)
    }
    _ = announce()
  }

  /// Takes the instance off the list and ends the heartbeat.
  func stop() {
    worker.withLock { $0.take() }?.stop()
    let known = registration.withLock { $0 }
    _ = try? client.send(
      Request("DELETE", "/services/\(known.service)/\(known.instance)"), to: registry,
      timeout: 500)
  }

  private func announce() -> Bool {
    let known = registration.withLock { $0 }
    var writer = JSONWriter(pretty: false)
    known.write(&writer)
    let request = Request(
      "PUT", "/services/\(known.service)/\(known.instance)", json: writer.text)
    guard let response = try? client.send(request, to: registry, timeout: 500) else {
      return false
    }
    return response.isSuccess
  }
}
