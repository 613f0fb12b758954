internal import JSON
internal import Platform

/// What a token says, once its signature was found good.
struct TokenGrant: Sendable, Hashable {
  let identity: Identity
  /// Seconds since 1970.
  let notBefore: Int
  /// Seconds since 1970.
  let expires: Int

  /// Seconds by which the clocks of two machines may differ.
  static let leeway = 2

  /// What is wrong with it now; nil when nothing is.
  func problem(now: Int) -> TokenProblem? {
    if now >= expires + Self.leeway { return .expired }
    return now < notBefore - Self.leeway ? .notYetValid : nil
  }
}

/// Why a token is refused.
enum TokenProblem: Error, Sendable, Hashable {
  case malformed
  /// Another algorithm than ours, none included: which one is used is never the token's choice.
  case unsupported
  case badSignature
  case expired
  case notYetValid

  var sentence: String {
    switch self {
    case .malformed: "the token is malformed; get one from POST /token"
    case .unsupported: "the token is not signed with HS256; get one from POST /token"
    case .badSignature: "the token was not signed by this shop; get one from POST /token"
    case .expired: "the token has expired; get another one from POST /token"
    case .notYetValid: "the token is not valid yet; check the clock"
    }
  }
}

/// Makes and checks signed tokens: JSON Web Tokens with HS256 (RFC 7519, RFC 7518).
struct TokenAuthority: Sendable {
  let key: SigningKey

  /// Seconds a token is good.
  static let lifetime = 3600
  /// Longest token, in bytes.
  static let limit = 1024

  private static let header = Base64.url.encode(#"{"alg":"HS256","typ":"JWT"}"#.utf8)
  private static let dot = UInt8(ascii: ".")

  /// A token for a client; nil when the library fails.
  ///
  /// - Parameter now: seconds since 1970.
  func token(_ identity: Identity, now: Int, lifetime: Int = lifetime) -> String? {
    var claims = JSONWriter(pretty: false)
    claims.object {
      $0.string("sub", identity.subject)
      $0.string("scope", Scope.text(identity.scopes))
      $0.string("plan", identity.plan.rawValue)
      $0.integer("nbf", now)
      $0.integer("exp", now + lifetime)
    }
    let signed = Self.header + [Self.dot] + Base64.url.encode(claims.bytes.dropLast())
    return signature(signed).map { String(decoding: signed + [Self.dot] + $0, as: UTF8.self) }
  }

  /// Reads a token whose signature is good; whether it is good now is for the grant to say.
  func grant(_ token: some StringProtocol) throws(TokenProblem) -> TokenGrant {
    guard token.utf8.count <= Self.limit else { throw .malformed }
    let bytes = Array(token.utf8)
    let parts = bytes.split(separator: Self.dot, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .malformed }
    guard parts[0].elementsEqual(Self.header) else { throw .unsupported }
    let signed = Array(bytes[..<parts[1].endIndex])
    guard let expected = signature(signed), SecretText.isEqual(expected, Array(parts[2])) else {
      throw .badSignature
    }
    guard let claims = Base64.url.decode(parts[1]), let grant = Self.grant(claims) else {
      throw .malformed
    }
    return grant
  }

  private func signature(_ signed: [UInt8]) -> [UInt8]? {
    key.code(signed, purpose: .token).map(Base64.url.encode)
  }

  private static func grant(_ claims: [UInt8]) -> TokenGrant? {
    guard let root = JSONBody.root(claims), let subject = root["sub"]?.string,
      let scopes = root["scope"]?.string.flatMap(Scope.set),
      let plan = root["plan"]?.string.flatMap(ClientPlan.init(rawValue:)),
      let notBefore = root["nbf"]?.wholeNumber, let expires = root["exp"]?.wholeNumber
    else { return nil }
    return TokenGrant(
      identity: Identity(subject: subject, scopes: scopes, plan: plan), notBefore: notBefore,
      expires: expires)
  }
}
