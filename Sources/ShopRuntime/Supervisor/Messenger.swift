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
    client = try secret.client()
  }

  /// - Parameter adopted: the generation of the instance's direct faults that are among these.
  func send(_ faults: [Fault], adopted: Int, to instance: Instance) {
    put("/internal/faults", Fault.text(faults, adopted: adopted), instance)
  }

  func send(weight: Int, to instance: Instance) {
    put("/internal/weight", "{\"weight\":\(weight)}", instance)
  }

  private func put(_ path: String, _ body: String, _ instance: Instance) {
    guard let port = instance.port else { return }
    _ = try? client.send(
      Request("PUT", path, json: body), to: "http://127.0.0.1:\(port)",
      timeout: Self.patience)
  }
}
