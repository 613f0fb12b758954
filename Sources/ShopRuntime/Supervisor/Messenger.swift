internal import HTTP

/// Tells instances what concerns them, over their operational paths.
///
/// Who does not listen is not waited for: the supervisor's thread has others to look after, and an
/// instance that is started again is told anew.
struct Messenger {
  private let client: Client

  /// Milliseconds an instance gets to take what it is told.
  private static let patience = 300

  init(_ secret: MeshSecret) throws(HTTPProblem) {
    client = try Client(headers: secret.headers)
  }

  func send(_ faults: [Fault], to instance: Instance) {
    put("/internal/faults", Fault.text(faults), instance)
  }

  func send(weight: Int, to instance: Instance) {
    put("/internal/weight", "{\"weight\":\(weight)}", instance)
  }

  private func put(_ path: String, _ body: String, _ instance: Instance) {
    guard let port = instance.port else { return }
    _ = try? client.send(
      Request("PUT", path, body: Array(body.utf8)), to: "http://127.0.0.1:\(port)",
      timeout: Self.patience)
  }
}
