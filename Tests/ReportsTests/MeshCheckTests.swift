import MeshModel
import Reports
import TestSupport
import Testing

@Suite("A check of a mesh")
struct MeshCheckTests {
  private func check(_ snapshot: Snapshot, _ limits: MeshCheck.Limit...) -> MeshCheck {
    MeshCheck(snapshot, services: snapshot.services, limits: limits)
  }

  @Test("a limit stands for what is worse too")
  func limits() {
    let snapshot = MeshSamples.failing
    #expect(check(snapshot, .failing).findings.map(\.subject) == ["payment"])
    #expect(
      check(snapshot, .degraded).findings.map(\.subject) == ["gateway", "order", "payment"])
    #expect(check(snapshot, .breaker).findings.map(\.subject) == ["order:payment"])
    #expect(check(snapshot, .failing, .breaker).findings.count == 2)
    #expect(check(snapshot, .source).isFine)
    #expect(check(MeshSamples.healthy, .failing, .breaker, .source).isFine)
    #expect(check(MeshSamples.healthy, .noTraffic).findings.map(\.subject) == ["payment"])
    #expect(check(MeshSamples.first, .source).findings.map(\.state) == ["lost"])
    let letters = check(MeshSamples.messaging, .deadLetters).findings
    #expect(letters.map(\.subject) == ["orders:payment"])
    #expect(letters.map(\.state) == ["dead-letters"])
    #expect(letters.map(\.reason) == ["2 dead letters: given up after too many tries"])
    #expect(check(snapshot, .deadLetters).isFine)
    #expect(
      check(MeshSamples.first, .starting).findings.map(\.subject)
        == ["order", "payment", "envoy=http://127.0.0.1:9901"])
  }

  @Test("what nobody knows of is not fine, whatever is asked for, but for other things' sake")
  func unknown() {
    var snapshot = MeshSamples.healthy
    snapshot.services[0].health = Health(
      .unknown, "no answer from x since 10:00:00Z", windowSeconds: 10)
    for limit in MeshCheck.Limit.allCases {
      let isFine = [.breaker, .source, .deadLetters].contains(limit)
      let found = check(snapshot, limit)
      #expect(found.isFine == isFine)
      #expect(isFine || found.findings.contains { $0.state == "unknown" })
    }
    var silent = MeshSamples.healthy
    silent.sources.append(
      Snapshot.Source(
        id: "envoy=x", kind: "envoy", isGood: false, problem: "connection refused",
        ageSeconds: nil, scrapeMilliseconds: nil))
    #expect(check(silent, .failing).findings.map(\.subject) == ["envoy=x"])
    #expect(check(silent, .breaker).isFine)
    #expect(
      MeshCheck(silent, services: silent.services, limits: [.failing], isPart: true).isFine)
    // One that was heard lately is a matter for those who ask for sources.
    silent.sources[1].ageSeconds = 2
    #expect(check(silent, .failing).isFine && !check(silent, .source).isFine)
  }

  @Test("where nothing could be judged, nothing is fine")
  func blind() {
    var snapshot = MeshSamples.first
    snapshot.services.removeLast()
    #expect(!check(snapshot, .failing).isFine)
    #expect(!check(MeshSamples.empty, .failing).isFine)
  }

  @Test("says what is worse than it may be, and why")
  func golden() throws {
    let text = [MeshSamples.failing, MeshSamples.healthy, MeshSamples.empty].map {
      Paint().text(check($0, .degraded, .breaker).page(columns: 80).lines)
    }
    try expectGolden(text.joined(separator: "\n"), "mesh-check.txt")
    let found = check(MeshSamples.failing, .failing)
    let json = found.json(pretty: true)
    #expect(
      MeshCSV.findings(found).split(separator: "\n").count == found.findings.count + 1)
    #expect(found.json(pretty: false).count { $0 == 0x0A } == 1)
    #expect(!found.findings.isEmpty)
    try expectGolden(String(decoding: json, as: UTF8.self), "mesh-check.json")
  }
}
