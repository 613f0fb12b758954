internal import HTTP
internal import JSON

/// Gives tokens to clients that prove who they are.
///
/// `{"user": "user-001", "password": "demo"}` or `{"api_key": "demo-key-001"}`; with a `scope` the
/// token is for less than the client may do.
struct TokenDesk: Sendable {
  let authenticator: Authenticator

  /// - Parameter now: seconds since 1970.
  func answer(_ request: Request, now: Int) throws(Refusal) -> Response {
    guard let root = JSONBody.root(request.body), root.isObject else {
      throw Self.malformed
    }
    var identity = try client(root)
    if let wanted = root["scope"] {
      guard let scopes = wanted.string.flatMap(Scope.set), scopes.isSubset(of: identity.scopes)
      else {
        throw Refusal(400, "the scope has to be among: \(Scope.text(identity.scopes))")
      }
      identity = Identity(subject: identity.subject, scopes: scopes, plan: identity.plan)
    }
    guard let token = authenticator.authority.token(identity, now: now) else {
      throw Refusal(500, "internal error")
    }
    return Self.response(token, identity)
  }

  private func client(_ root: JSONValue) throws(Refusal) -> Identity {
    if let key = root["api_key"]?.string {
      guard let client = authenticator.directory.client(key: key) else {
        throw Refusal(401, "the API key is not known")
      }
      return client
    }
    guard let name = root["user"]?.string, let password = root["password"]?.string else {
      throw Self.malformed
    }
    guard let user = authenticator.directory.user(name, password: password) else {
      throw Refusal(401, "user and password do not belong together")
    }
    return user
  }

  private static let malformed = Refusal(
    400, "expected {\"user\": \"user-001\", \"password\": \"...\"} or {\"api_key\": \"...\"}")

  private static func response(_ token: String, _ identity: Identity) -> Response {
    var writer = JSONWriter(pretty: false)
    writer.object {
      $0.string("access_token", token)
      $0.string("token_type", "Bearer")
      $0.integer("expires_in", TokenAuthority.lifetime)
      $0.string("scope", Scope.text(identity.scopes))
    }
    var response = Response(200, json: writer.text)
    response.headers["Cache-Control"] = "no-store"
    return response
  }
}
