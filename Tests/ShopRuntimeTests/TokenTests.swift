import HTTP
import Platform
import Shop
import Testing

@testable import ShopRuntime

private let key = SigningKey([UInt8](repeating: 7, count: 32))
private let shopper = Identity(subject: "user-001", scopes: Scope.shopper, plan: .standard)

struct TokenTests {
  /// Tokens that were tampered with, by what was done to a good one.
  enum Tampering: String, CaseIterable, Sendable {
    case none, algorithmNone, otherAlgorithm, unsigned, otherSignature, shortSignature, otherClaims
    case twoParts, fourParts, empty, garbage, tooLong, otherKey, padded

    var expected: TokenProblem? {
      switch self {
      case .none: nil
      case .algorithmNone, .otherAlgorithm, .garbage, .padded: .unsupported
      case .unsigned, .otherSignature, .shortSignature, .otherClaims, .otherKey: .badSignature
      case .twoParts, .fourParts, .empty, .tooLong: .malformed
      }
    }

    func apply(_ token: String, _ other: String) -> String {
      let parts = token.split(separator: ".").map(String.init)
      let claims = { (text: String) in String(decoding: Base64.url.encode(text.utf8), as: UTF8.self)
      }
      switch self {
      case .none: return token
      case .algorithmNone: return claims(#"{"alg":"none","typ":"JWT"}"#) + "." + parts[1] + "."
      case .otherAlgorithm:
        return claims(#"{"alg":"HS512","typ":"JWT"}"#) + "." + parts[1] + "." + parts[2]
      case .unsigned: return parts[0] + "." + parts[1] + "."
      case .otherSignature: return parts[0] + "." + parts[1] + "." + String(parts[2].reversed())
      case .shortSignature: return String(token.dropLast())
      case .otherClaims:
        let admin = #"{"sub":"user-001","scope":"admin","plan":"bulk","nbf":0,"exp":99999999999}"#
        return parts[0] + "." + claims(admin) + "." + parts[2]
      case .twoParts: return parts[0] + "." + parts[1]
      case .fourParts: return token + ".x"
      case .empty: return ""
      case .garbage: return "\u{1b}[31m.\u{0}.é"
      case .tooLong: return token + String(repeating: "A", count: TokenAuthority.limit)
      case .otherKey: return other
      case .padded: return parts[0] + "=." + parts[1] + "." + parts[2]
      }
    }
  }

  @Test(arguments: Tampering.allCases)
  func whatWasTamperedWithIsRefused(tampering: Tampering) throws {
    let authority = TokenAuthority(key: try #require(key))
    let other = TokenAuthority(key: try #require(SigningKey([UInt8](repeating: 8, count: 32))))
    let token = try #require(authority.token(shopper, now: 1000))
    let others = try #require(other.token(shopper, now: 1000))
    let forged = tampering.apply(token, others)
    do throws(TokenProblem) {
      let grant = try authority.grant(forged)
      #expect(tampering.expected == nil)
      #expect(grant.identity == shopper)
    } catch {
      #expect(error == tampering.expected)
    }
  }

  @Test(arguments: [
    (0, TokenProblem.notYetValid), (997, .notYetValid), (998, nil), (1000, nil), (1061, nil),
    (1062, .expired), (Int.max / 2, .expired),
  ])
  func aTokenIsGoodForItsTime(now: Int, expected: TokenProblem?) throws {
    let authority = TokenAuthority(key: try #require(key))
    let token = try #require(authority.token(shopper, now: 1000, lifetime: 60))
    #expect(try authority.grant(token).problem(now: now) == expected)
  }

  /// One byte of a good token is changed, in every place, to something drawn.
  @Test func aTokenWithOneOtherByteIsNeverGood() throws {
    let authority = TokenAuthority(key: try #require(key))
    let token = Array(try #require(authority.token(shopper, now: 1000)).utf8)
    var chance = Chance(seed: 3)
    for place in token.indices {
      for _ in 0..<4 {
        var changed = token
        changed[place] = UInt8.random(in: 0x20...0x7E, using: &chance)
        if changed == token { continue }
        let text = String(decoding: changed, as: UTF8.self)
        #expect(throws: TokenProblem.self) { try authority.grant(text) }
      }
    }
  }

  @Test func aShortKeyIsNoKey() {
    #expect(SigningKey([UInt8](repeating: 1, count: 31)) == nil)
  }

  @Test func theCacheHasABoundAndKeepsWhatIsUsed() {
    let cache = TokenCache(limit: 10)
    let grant = TokenGrant(identity: shopper, notBefore: 0, expires: 1)
    for number in 0..<1000 {
      cache.add("token-\(number)", grant)
      cache.add("often", grant)
      #expect(cache["often"] != nil)
    }
    #expect(cache.count <= 20)
    #expect(cache["token-0"] == nil)
  }
}

struct AuthenticatorTests {
  private func identify(_ headers: [(String, String)], now: Int = 1000) throws -> Identity {
    let key = try #require(key)
    let authenticator = Authenticator(key)
    return try authenticator.identify(
      Request("GET", "/", headers: Headers(headers)), now: now)
  }

  private func token(_ now: Int = 1000) throws -> String {
    let key = try #require(key)
    return try #require(TokenAuthority(key: key).token(shopper, now: now))
  }

  @Test func tokensAndKeysNameTheirClient() throws {
    #expect(try identify([("Authorization", "Bearer \(try token())")]) == shopper)
    #expect(try identify([("authorization", "bearer \(try token())")]) == shopper)
    #expect(try identify([("X-API-Key", "demo-key-001")]) == shopper)
    #expect(try identify([("X-API-Key", "demo-key-load")]).plan == .bulk)
    #expect(try identify([("X-API-Key", "demo-key-reader")]).scopes == [.catalogRead])
  }

  @Test(arguments: [
    [], [("Authorization", "")], [("Authorization", "Basic dXNlcjpkZW1v")],
    [("Authorization", "Bearer")], [("Authorization", "Bearer x.y.z")],
    [("X-API-Key", "")], [("X-API-Key", "demo-key-000")], [("X-API-Key", "demo-key-201")],
    [("X-API-Key", String(repeating: "k", count: 1000))],
    [("Authorization", "Bearer x"), ("X-API-Key", "demo-key-001")],
  ])
  func nobodyElseIsKnown(headers: [(String, String)]) throws {
    do {
      _ = try identify(headers)
      Issue.record("somebody was let in")
    } catch let refusal as Refusal {
      #expect(refusal.status == 401)
      #expect(refusal.headers["WWW-Authenticate"]?.hasPrefix("Bearer realm=") == true)
    }
  }

  /// What is remembered about a token must not outlive it.
  @Test func aRememberedTokenExpiresToo() throws {
    let authenticator = Authenticator(try #require(key))
    let request = Request(
      "GET", "/", headers: Headers([("Authorization", "Bearer \(try token())")]))
    #expect(try authenticator.identify(request, now: 1000) == shopper)
    #expect(throws: Refusal.self) {
      try authenticator.identify(request, now: 1000 + TokenAuthority.lifetime + 10)
    }
    #expect(throws: Refusal.self) { try authenticator.identify(request, now: 900) }
  }
}

struct TokenDeskTests {
  private func ask(_ body: String) throws -> Response {
    try TokenDesk(authenticator: Authenticator(try #require(key)))
      .answer(Request("POST", "/token", body: Array(body.utf8)), now: 1000)
  }

  @Test(arguments: [
    (#"{"user":"user-001","password":"demo"}"#, 200), (#"{"api_key":"demo-key-001"}"#, 200),
    (#"{"user":"user-001","password":"demo","scope":"catalog:read"}"#, 200),
    (#"{"user":"user-001","password":"wrong"}"#, 401),
    (#"{"user":"user-999","password":"demo"}"#, 401),
    (#"{"api_key":"nothing"}"#, 401), (#"{"user":"user-001"}"#, 400), ("", 400), ("[]", 400),
    (#"{"user":"user-001","password":"demo","scope":"admin"}"#, 400),
    (#"{"user":"user-001","password":"demo","scope":"root"}"#, 400), ("{\"user\":", 400),
  ])
  func tokensAreForThoseWhoProveWhoTheyAre(body: String, status: Int) throws {
    do {
      let response = try ask(body)
      #expect(response.status == status)
      #expect(response.text.contains(#""access_token":""#))
    } catch let refusal as Refusal {
      #expect(refusal.status == status)
    }
  }
}
