import HTTP
import JSON
import Resilience
import Synchronization
import YAML

/// The registry as an HTTP service.
final class RegistryService: Sendable {
  private let catalog = Mutex(Catalog())

  var routes: [Route] {
    [
      Route("PUT", "/services/{service}/{instance}", pool: .critical, notes: .times) {
        [self] incoming in
        try register(incoming)
      },
      Route("DELETE", "/services/{service}/{instance}", pool: .critical, notes: .times) {
        [self] incoming in
        let found = catalog.withLock {
          $0.remove(incoming["service"], incoming["instance"])
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
    guard let node = JSONBody.document(incoming.request.body)?.root,
      let registration = Registration(
        node, service: incoming["service"], instance: incoming["instance"])
    else {
      throw Refusal(400, "expected {\"address\": \"127.0.0.1:PORT\", \"version\": \"v1\"}")
    }
    let taken = catalog.withLock { $0.register(registration, now: Clock.monotonic) }
    guard taken else { throw Refusal(503, "the registry is full") }
    return Response(204)
  }

  private func list(_ service: String?) -> Response {
    let list = catalog.withLock { $0.list(service, now: Clock.monotonic) }
    return Response(200, json: Registration.text(list))
  }
}
