import MeshModel
import Telemetry
import Testing

@testable import Live

/// What stands behind `--source`.
struct SourceAddressTests {
  private static let settings = SourceSettings { "/run/\($0)/control.sock" }

  private static func problem(_ text: String) -> String? {
    do throws(SourceAddress.Problem) {
      _ = try SourceAddress(text).source(settings)
      return nil
    } catch {
      return error.sentence
    }
  }

  @Test(arguments: [
    ("shop", "shop=shop"), ("shop=demo", "shop=demo"),
    ("envoy=http://127.0.0.1:9901", "envoy=http://127.0.0.1:9901"),
    ("envoy=unix:/run/admin.sock", "envoy=unix:/run/admin.sock"),
  ])
  func sourcesAreNamedAsTheyAreWritten(_ text: String, _ id: String) throws {
    #expect(try SourceAddress(text).source(Self.settings).identity.id == id)
  }

  @Test(arguments: [
    ("shpo", "there is no kind of source 'shpo'; did you mean 'shop'?"),
    ("envoi=http://a", "there is no kind of source 'envoi'; did you mean 'envoy'?"),
    ("", "there is no kind of source ''"),
    ("x\u{1B}[2J=1", "there is no kind of source 'x?[2J'"),
    ("shop=../x", "'../x' is no name of a local shop"),
    ("shop=a/b", "'a/b' is no name of a local shop"),
  ])
  func whatIsNoSourceIsSaid(_ text: String, _ expected: String) throws {
    let sentence = try #require(Self.problem(text))
    #expect(sentence.hasPrefix(expected))
    #expect(sentence.contains("expected"))
  }

  @Test(arguments: [
    "http://127.0.0.1:9901", "https://proxy.example/", "http://[::1]:9901/admin",
    "unix:/run/admin.sock",
  ])
  func webAddressesAreTaken(_ text: String) throws {
    _ = try WebAddress(text)
  }

  @Test(arguments: [
    "127.0.0.1:9901", "ftp://a", "http://", "http://a b", "http://user:word@a:1", "http://a:99999",
    "http://a:", "http://a\n/", "unix:relative", "unix:/" + String(repeating: "x", count: 107),
    "http://a/?x=1#y",
  ])
  func whatIsNoWebAddressIsRefused(_ text: String) {
    #expect(throws: SourceKind.Problem.self) { try WebAddress(text) }
  }

  @Test func pathsFollowTheAddress() throws {
    #expect(try WebAddress("http://a:1/").get("/stats") == .get(url: "http://a:1/stats"))
    #expect(
      try WebAddress("unix:/run/a").get("/stats") == .getUnix(socket: "/run/a", path: "/stats"))
  }

  @Test func theShopThatRunsIsTheStandard() throws {
    func ids(_ running: [String], _ texts: [String] = []) throws -> [String] {
      try SourceChoice(Self.settings) { running }.sources(texts).map(\.identity.id)
    }
    #expect(try ids(["demo", "shop"]) == ["shop=shop"])
    #expect(try ids(["demo"]) == ["shop=demo"])
    #expect(try ids(["demo"], ["shop=a", "shop", "shop=a"]) == ["shop=a", "shop=shop"])
    #expect(throws: SourceChoice.Problem.nothingRuns) { try ids([]) }
    #expect(throws: SourceChoice.Problem.severalRun(["a", "b"])) { try ids(["a", "b"]) }
  }
}
