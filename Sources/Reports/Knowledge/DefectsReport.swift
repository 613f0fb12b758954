public import Advice
import JSON
public import Terminal
import YAML

/// What the checks of a knowledge base found.
public struct DefectsReport: Sendable {
  public static let schema = "archadvisor.knowledge-check/1"

  public let defects: [Defect]
  /// How many checks there are, and how many files were looked at.
  public let checks: Int
  public let files: Int
  public let today: Day
  public let version: String
  public let sha256: String

  public init(_ defects: [Defect], _ library: Library, today: Day) {
    self.defects = defects
    checks = KnowledgeChecks.codes.count
    files = library.entries.count
    self.today = today
    version = library.knowledge.version
    sha256 = library.knowledge.sha256
  }

  private func count(_ severity: DefectCode.Severity) -> Int {
    defects.count { $0.code.severity == severity }
  }

  /// One line a defect, so that editors and `grep` find their way; its witness follows indented.
  public var lines: [StyledLine] {
    defects.flatMap(lines) + [summary]
  }

  private func lines(_ defect: Defect) -> [StyledLine] {
    let role: Role = defect.code.severity == .error ? .bad : .warning
    let place = "\(defect.place.file):\(defect.place.line):\(defect.place.column): "
    let first = StyledLine([
      StyledSpan(place), StyledSpan("\(defect.code.severity.rawValue): ", role),
      StyledSpan("\(defect.code.id) \(defect.message)"),
    ])
    let witness = defect.witness?.split(separator: "\n") ?? []
    return [first] + witness.map { StyledLine([StyledSpan("    \($0)", .muted)]) }
  }

  private var summary: StyledLine {
    let done = "\(checks) checks of \(files) files"
    if defects.isEmpty { return StyledLine([StyledSpan("No mistakes: ", .ok), StyledSpan(done)]) }
    func counted(_ severity: DefectCode.Severity) -> String {
      let number = count(severity)
      return "\(number) \(severity.rawValue)\(number == 1 ? "" : "s")"
    }
    let found = "\(counted(.error)), \(counted(.warning)): "
    return StyledLine([StyledSpan(found, .bad), StyledSpan(done)])
  }

  public var json: String {
    var writer = JSONWriter()
    writer.object {
      $0.string("schema", Self.schema)
      $0.object("knowledge") {
        $0.string("version", version)
        $0.string("sha256", sha256)
      }
      $0.string("today", today.description)
      $0.integer("checks", checks)
      $0.integer("files", files)
      $0.integer("errors", count(.error))
      $0.integer("warnings", count(.warning))
      $0.array("findings", defects, write)
    }
    return writer.text
  }

  private func write(_ json: inout JSONWriter, _ defect: Defect) {
    json.object {
      $0.string("code", defect.code.id)
      $0.string("severity", defect.code.severity.rawValue)
      $0.string("meaning", defect.code.meaning)
      $0.string("file", defect.place.file)
      $0.integer("line", defect.place.line)
      $0.integer("column", defect.place.column)
      $0.string("message", defect.message)
      $0.string("witness", defect.witness)
    }
  }
}
