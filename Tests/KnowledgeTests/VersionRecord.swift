import Glibc
import TestSupport
import Testing

/// Which content each version of the knowledge had: lines of a version and a digest, oldest first.
struct VersionRecord {
  enum Finding: Equatable {
    case known
    /// Other content was recorded under this version.
    case changed
    case new

    func sentence(_ version: String) -> String {
      let record = "RECORD_GOLDEN=1 swift test --filter KnowledgeVersionTests"
      return switch self {
      case .known: "version \(version) is recorded with this content"
      case .changed:
        "the knowledge has changed, but its version is still \(version); raise 'version' in "
          + "knowledge/knowledge.yaml, then record it: \(record)"
      case .new: "version \(version) of the knowledge is not recorded yet; record it: \(record)"
      }
    }
  }

  private let digests: [(version: String, sha256: String)]

  init(_ text: String) {
    digests = text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      return words.count == 2 ? (words[0], words[1]) : nil
    }
  }

  func judge(_ version: String, _ sha256: String) -> Finding {
    guard let known = digests.first(where: { $0.version == version }) else { return .new }
    return known.sha256 == sha256 ? .known : .changed
  }

  func adding(_ version: String, _ sha256: String) -> String {
    (digests + [(version, sha256)]).map { "\($0.version) \($0.sha256)\n" }.joined()
  }

  private static let path: String = {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return "/\(folder)/Golden/versions.txt"
  }()

  static var isRecording: Bool { getenv("RECORD_GOLDEN") != nil }

  static func read() throws -> VersionRecord {
    VersionRecord(String(decoding: try #require(contents(of: path)), as: UTF8.self))
  }

  static func write(_ text: String) throws { try TestSupport.write(text.utf8, to: path) }
}
