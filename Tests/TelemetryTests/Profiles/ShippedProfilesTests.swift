import Knowledge
import Telemetry
import Testing
import YAML

@Suite struct ShippedProfilesTests {
  static let documents = KnowledgeFolder.embedded.documents(of: "profiles")

  @Test func theProfilesThatWereAskedForAreThere() {
    let shelf = ProfileShelf { Self.documents }
    #expect(
      shelf.names(.metrics) == [
        "haproxy-exporter", "istio", "linkerd", "resilience4j", "spring-boot", "traefik",
      ])
    #expect(shelf.names(.json) == ["consul", "nats", "spring-circuit-breakers"])
  }

  @Test(arguments: documents.compactMap { $0.root["profile"]?.text })
  func aProfileReadsItsOwnPagesAsItSays(_ id: String) throws {
    let document = try #require(Self.documents.first { $0.root["profile"]?.text == id })
    let complaints = Complaints()
    let profile = try #require(Profile(document, complaints))
    #expect(complaints.isEmpty)
    #expect(!profile.trials.isEmpty)
    for trial in profile.trials { #expect(profile.failures(trial) == [], "\(trial.place)") }
    #expect(profile.untried == [])
  }
}
