import Knowledge
import TestSupport
import Testing
import YAML

/// A version names one knowledge: reports print it, and whoever compares two of them relies on it.
@Suite("The version of the knowledge moves with its content")
struct KnowledgeVersionTests {
  @Test("the shipped knowledge is what its version stands for")
  func shipped() throws {
    let folder = KnowledgeFolder.embedded
    let versions = folder.documents(of: "").compactMap { $0.root["version"]?.text }
    let version = try #require(versions.first)
    let record = try VersionRecord.read()
    switch record.judge(version, folder.sha256) {
    case .known: return
    case .new where VersionRecord.isRecording:
      try VersionRecord.write(record.adding(version, folder.sha256))
      Issue.record("recorded \(version): look at the difference")
    case let finding: Issue.record(Comment(rawValue: finding.sentence(version)))
    }
  }

  static let findings: [(version: String, sha256: String, finding: VersionRecord.Finding)] = [
    ("1.0.0", "aa", .known), ("1.1.0", "bb", .known), ("1.0.0", "bb", .changed),
    ("1.1.0", "cc", .changed), ("1.2.0", "cc", .new), ("1.2.0", "bb", .new),
  ]

  @Test("content that changes under a recorded version is found", arguments: findings)
  func judged(_ version: String, _ sha256: String, _ finding: VersionRecord.Finding) {
    let record = VersionRecord("1.0.0 aa\n1.1.0 bb\n")
    #expect(record.judge(version, sha256) == finding)
  }

  @Test("recording adds a version and replaces none")
  func recorded() {
    let record = VersionRecord("1.0.0 aa\n")
    #expect(record.adding("1.1.0", "bb") == "1.0.0 aa\n1.1.0 bb\n")
    #expect(VersionRecord("").adding("1.0.0", "aa") == "1.0.0 aa\n")
  }
}
