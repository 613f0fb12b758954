import Knowledge
import YAML

/// What `--version` prints.
enum Version {
  /// The version of the program. The knowledge has one of its own.
  static let number = "0.1.0"

  /// The day of that version, for the manual page.
  static let released = "2026-11-21"

  static var text: String {
    let folder = KnowledgeFolder.embedded
    let knowledge = folder.documents(of: "").lazy.compactMap { $0.root["version"]?.text }.first
    return "archadvisor \(number)\nknowledge \(knowledge ?? "?"), sha256 \(folder.sha256)\n"
  }
}
