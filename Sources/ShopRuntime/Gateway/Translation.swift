internal import HTTP
internal import Resilience

/// What the gateway changes on the way in and out.
///
/// Only fields named here pass, in both directions: what nobody thought of stays where it is, and
/// fields that belong to one connection do so anyway.
enum Translation {
  /// Fields of a client's request that services get.
  private static let inward = ["content-type", "accept", "idempotency-key"]
  /// Fields of a service's answer that clients get.
  ///
  /// What the answer meant stays with it until it was counted.
  private static let outward = [
    "content-type", "retry-after", "allow", "etag", "last-modified", AnswerOutcome.headerName,
  ]

  /// Fields that say who calls inside the mesh; from outside they would be lies.
  private static let reserved = [
    "x-caller", "x-caller-instance", RetrySequence.headerName, Header.client, Header.owner,
    Header.scheme, MeshSecret.headerName,
  ]

  enum Header {
    /// The checked name of the client.
    static let client = "x-client"
    /// The user whose data the client may see; without it everybody's.
    static let owner = "x-owner"
    static let scheme = "x-forwarded-proto"
  }

  /// Takes out what only services may say.
  ///
  /// - Parameter scheme: how the request came, `http` or `https`.
  static func cleaned(_ request: Request, scheme: String) -> Request {
    var request = request
    for name in reserved where request.headers[name] != nil { request.headers[name] = nil }
    request.headers.add(Header.scheme, scheme)
    return request
  }

  /// The request a service gets.
  ///
  /// - Parameter key: an idempotency key for an order without one, so that the way from here to the
  ///   service may be tried twice.
  static func inward(
    _ incoming: Incoming, to target: String, client: Identity, key: () -> String
  ) -> Request {
    let given = incoming.request
    var headers = Headers()
    for field in given.headers.fields where passes(field.name, inward) {
      headers.add(field.name, field.value)
    }
    headers.add(Header.client, client.subject)
    if let owner = client.owner { headers.add(Header.owner, owner) }
    headers.add(Header.scheme, given.headers[Header.scheme] ?? "http")
    headers.add("via", "1.1 gateway")
    if given.method == "POST", headers["idempotency-key"] == nil {
      headers.add("idempotency-key", key())
    }
    return Request(given.method, target, query: given.query, headers: headers, body: given.body)
  }

  /// The answer a client gets.
  static func outward(_ response: Response) -> Response {
    var headers = Headers()
    for field in response.headers.fields {
      if passes(field.name, outward) { headers.add(field.name, field.value) }
      if same("location", field.name), field.value.hasPrefix("/") {
        headers.add("Location", GatewayRoute.prefix + field.value)
      }
    }
    headers.add("X-Content-Type-Options", "nosniff")
    return Response(response.status, headers: headers, body: response.body)
  }

  private static func passes(_ name: String, _ allowed: [String]) -> Bool {
    allowed.contains { same($0, name) }
  }

  /// Whether two field names are the same; the first one is in lower case.
  private static func same(_ lower: String, _ name: String) -> Bool {
    lower.utf8.count == name.utf8.count
      && zip(lower.utf8, name.utf8).allSatisfy { expected, byte in
        expected == ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      }
  }
}
