import MeshModel
import Synchronization
import Testing
import YAML

@testable import Telemetry

@Suite struct ProfileAddressTests {
  static let documents = [
    "profile: one\ntitle: One\nreads: metrics\npages: [/metrics]\n"
      + "served: [{counts: [{series: a, counts: success}]}]",
    "profile: two\ntitle: Two\nreads: json\npages: [/a, /b?c=d]\n"
      + "served: [{counts: [{path: a, counts: success}]}]",
    "profile: broken\ntitle: Broken\nreads: json\npages: [/a]\nserver: []",
  ]

  static let shelf = ProfileShelf {
    documents.compactMap { try? Document.parse(Array($0.utf8), file: "profiles.yaml") }
  }

  private func make(_ text: String) throws -> any Source {
    let name = String(text.prefix { $0 != "=" })
    let kind = try #require(SourceKind.all.first { $0.name == name })
    let settings = SourceSettings(profiles: Self.shelf) { _ in "" }
    return try kind.make(String(text.dropFirst(name.utf8.count + 1)), settings)
  }

  @Test(arguments: [
    ("metrics=one@http://h:1", ["http://h:1/metrics"]),
    ("metrics=one@http://h:1/", ["http://h:1/metrics"]),
    ("metrics=one@https://h/stats?x=y", ["https://h/stats?x=y"]),
    ("metrics=one:order/order-1@http://[::1]:8", ["http://[::1]:8/metrics"]),
    ("json=two@http://h:1", ["http://h:1/a", "http://h:1/b?c=d"]),
    ("json=two:shop@http://h:1/b?c=d", ["http://h:1/b?c=d"]),
  ]) func anAddressNamesPages(_ text: String, _ pages: [String]) throws {
    var source = try make(text)
    let requests = source.requests(at: ClockReading(monotonic: 0, wall: 0))
    #expect(requests == pages.map { .get(url: $0) })
    #expect(source.identity.id == text)
  }

  /// A thousand pages of one kind need the profile once.
  @Test func aProfileIsReadOnceForAllSources() throws {
    let count = Mutex(0)
    let shelf = ProfileShelf {
      count.withLock { $0 += 1 }
      return Self.documents.compactMap { try? Document.parse(Array($0.utf8), file: "x.yaml") }
    }
    let settings = SourceSettings(profiles: shelf) { _ in "" }
    _ = try SourceKind.metrics.make("one@http://h:1", settings)
    let once = count.withLock { $0 }
    for port in 2...9 { _ = try SourceKind.metrics.make("one@http://h:\(port)", settings) }
    _ = try SourceKind.json.make("two@http://h:1", settings)
    #expect(once > 0)
    #expect(count.withLock { $0 } == 2 * once)
    #expect(throws: SourceKind.Problem.self) { try SourceKind.json.make("one@http://h", settings) }
  }

  @Test func aUnixSocketIsAskedForTheProfilesPages() throws {
    var source = try make("json=two@unix:/run/x.sock")
    #expect(
      source.requests(at: ClockReading(monotonic: 0, wall: 0)) == [
        .getUnix(socket: "/run/x.sock", path: "/a"),
        .getUnix(socket: "/run/x.sock", path: "/b?c=d"),
      ])
  }

  @Test(arguments: [
    (
      "metrics=ones@http://h:1",
      "there is no profile 'ones'; did you mean 'one'?; known profiles: one"
    ),
    (
      "metrics=two@http://h:1",
      "the profile 'two' reads json: write json=two@…; known profiles here: one"
    ),
    (
      "json=broken@http://h:1",
      "the profile 'broken' cannot be read: profiles.yaml:5:1: error: unknown key 'server'; "
        + "did you mean 'served'?"
    ),
    ("metrics=http://h:1", "'http://h:1' names no profile and address joined by '@'"),
    (
      "metrics=:x@http://h:1",
      "':x' is no profile, with or without the service and the instance that speaks"
    ),
    (
      "metrics=one:@http://h:1",
      "'one:' is no profile, with or without the service and the instance that speaks"
    ),
    (
      "metrics=o\u{1B}ne@http://h",
      "there is no profile 'o?ne'; did you mean 'one'?; known profiles: one"
    ),
  ]) func aWrongNameIsToldWithTheNearest(_ text: String, _ sentence: String) throws {
    do {
      _ = try make(text)
      Issue.record("it was taken")
    } catch SourceKind.Problem.other(let found) {
      #expect(found == sentence)
    }
  }

  @Test(arguments: [
    "metrics=one@h:1", "metrics=one@ftp://h", "metrics=one@http://user:word@h",
    "metrics=one@http://h/a b", "metrics=one@http://h/#x", "metrics=one@", "json=two@unix:run",
  ]) func whatIsNoAddressIsRefused(_ text: String) {
    #expect(throws: SourceKind.Problem.self) { try make(text) }
  }
}
