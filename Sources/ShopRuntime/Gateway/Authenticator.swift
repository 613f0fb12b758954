internal import HTTP

/// Finds out who sends a request: by a signed token or an API key.
final class Authenticator: Sendable {
  let authority: TokenAuthority
  let directory: ClientDirectory
  private let cache = TokenCache()

  init(_ key: SigningKey) {
    authority = TokenAuthority(key: key)
    directory = ClientDirectory(key)
  }

  /// - Parameter now: seconds since 1970.
  /// - Throws: a refusal with 401 when nobody, or nobody known, asks.
  func identify(_ request: Request, now: Int) throws(Refusal) -> Identity {
    if let field = request.headers["authorization"] { return try bearer(field, now) }
    guard let key = request.headers["x-api-key"] else {
      throw Self.refusal("send Authorization: Bearer TOKEN, or X-API-Key", error: nil)
    }
    guard let client = directory.client(key: key) else {
      throw Self.refusal("the API key is not known", error: nil)
    }
    return client
  }

  private func bearer(_ field: String, _ now: Int) throws(Refusal) -> Identity {
    let words = field.split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0].lowercased() == "bearer" else {
      throw Self.refusal("send Authorization: Bearer TOKEN", error: "invalid_request")
    }
    do throws(TokenProblem) {
      let grant = try grant(String(words[1]))
      if let problem = grant.problem(now: now) { throw problem }
      return grant.identity
    } catch {
      throw Self.refusal(error.sentence, error: "invalid_token")
    }
  }

  private func grant(_ token: String) throws(TokenProblem) -> TokenGrant {
    if let known = cache[token] { return known }
    let grant = try authority.grant(token)
    cache.add(token, grant)
    return grant
  }

  private static func refusal(_ sentence: String, error: String?) -> Refusal {
    let challenge = "Bearer realm=\"shop\"" + (error.map { ", error=\"\($0)\"" } ?? "")
    return Refusal(401, sentence, headers: Headers([("WWW-Authenticate", challenge)]))
  }
}
