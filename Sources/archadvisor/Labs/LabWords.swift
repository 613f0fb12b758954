import Files
import Labs
import YAML

/// Every sentence of the lab commands.
enum LabWords {
  static func unknownLab(_ name: String, _ known: [String]) -> String {
    let hint = NearestName.hint(name, in: known)
    let end = hint.isEmpty ? "; there is \(known.joined(separator: ", "))" : hint
    return "there is no lab '\(name.printable)'\(end)"
  }

  static func inUse(_ mesh: String) -> String {
    "another lab runs on the mesh '\(mesh)' at this moment; wait for its end"
  }

  static func hasFaults(_ mesh: String) -> String {
    "faults are set on the mesh '\(mesh)' already, so the lab would not know what is its own; end "
      + "them with 'archadvisor mesh halt\(option(mesh))'"
  }

  /// The option that names a mesh, where one is needed.
  static func option(_ mesh: String) -> String { mesh == "shop" ? "" : " --name \(mesh)" }

  static func own(_ mesh: String) -> String {
    "mesh \(mesh): started for this lab; it ends with it"
  }

  static func borrowed(_ mesh: String) -> String {
    "mesh \(mesh): runs already, and goes on running"
  }

  static func noRounds(_ mesh: String) -> Failure {
    Failure(
      lines: ["archadvisor: error: the mesh '\(mesh)' tells nothing new any more"],
      code: .unreachable)
  }

  static func step(_ run: LabRun) -> String {
    "\(run.place + 1) of \(run.lab.steps.count)  \(run.step.phase.rawValue)  \(run.step.title)"
  }

  static func now(_ gauge: LabGauge) -> String {
    let now = gauge.findings.compactMap(\.now).joined(separator: "; ")
    return now.isEmpty ? "nothing to see yet" : now
  }

  static func missing(_ gauge: LabGauge) -> String {
    let missing = gauge.findings.filter { !$0.isMet }.map(\.says)
    return missing.isEmpty ? "it has to hold longer" : "not so: \(missing.joined(separator: "; "))"
  }

  static func unreadable(_ problem: FileProblem) -> String {
    "How far you were in the labs is not known: \(problem.description.printable)"
  }

  static func broken(_ path: String, keptAs aside: String) -> String {
    "\(path) does not tell how far you were in the labs; it is kept as \(aside)".printable
  }

  static func notKept(_ reason: String) -> String {
    "How far you are in the labs is not kept: \(reason)"
  }

  static func left(_ problem: String) -> String {
    "archadvisor: the mesh could not be tidied up: \(problem)"
  }
}
