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
    #expect(check(MeshSamples.first, .starting).findings.map(\.subject) == ["payment"])
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
