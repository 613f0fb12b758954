import HTTP
import JSON
import Platform
import Resilience
import Synchronization

/// The registry as an HTTP service.
final class RegistryService: ServicePart {
  private struct State: Sendable {
    var catalog = Catalog()
    var time = RunningTime(now: Clock.monotonic, longestGap: 1_500_000_000)
  }

  private let state = Mutex(State())
  private let worker: Mutex<Worker?> = Mutex(nil)

  /// Milliseconds between two looks at the clock, which tell whether it was stopped in between.
  private static let pace = 250

  /// Keeps looking at the clock, on a thread that `stop` ends.
  func start() {
    worker.withLock { worker in
      worker = Worker("clock") { [self] stop in
        while !stop.wait(milliseconds: Self.pace) { with { _, _ in } }
      }
    }
  }

  func stop() { worker.withLock { $0.take() }?.stop() }

  var routes: [Route] {
    [
      Route("PUT", "/services/{service}/{instance}", pool: .critical, notes: .times) {
        [self] incoming in
        try register(incoming)
      },
      Route("DELETE", "/services/{service}/{instance}", pool: .critical, notes: .times) {
        [self] incoming in
        let found = with { catalog, now in
          catalog.remove(incoming["service"], incoming["instance"], now: now)
        }
        guard found else { throw Refusal(404, "no such instance") }
        return Response(204)
      },
      Route("GET", "/services/{service}", notes: .times) { [self] incoming in
        list(incoming["service"])
      },
      Route("GET", "/services", notes: .times) { [self] _ in list(nil) },
    ]
  }

  private func register(_ incoming: Incoming) throws(Refusal) -> Response {
    guard let node = JSONBody.root(incoming.request.body),
      let registration = Registration(
        node, service: incoming["service"], instance: incoming["instance"])
    else {
      throw Refusal(400, "expected {\"address\": \"127.0.0.1:PORT\", \"version\": \"v1\"}")
    }
    let taken = with { catalog, now in catalog.register(registration, now: now) }
    guard taken else { throw Refusal(503, "the registry is full") }
    return Response(204)
  }

  private func list(_ service: String?) -> Response {
    Response(200, json: with { catalog, now in catalog.list(service, now: now) }.text)
  }

  private func with<Value: Sendable>(_ body: (inout Catalog, UInt64) -> Value) -> Value {
    state.withLock { state in
      let now = state.time.read(Clock.monotonic)
      return body(&state.catalog, now)
    }
  }
}
