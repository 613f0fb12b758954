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

  static let letters =
    "Enter goes on, h gives a hint, s plays the solution, b begins the step again, t tells its text "
    + "again, q leaves."
  static let notSolved = "This step is not solved yet; h gives a hint, s plays the solution."
  static let notNow = "There is nothing to solve yet: Enter sets the step up."
  static let noMoreHints = "That were all hints. This does it:"
  static let late = "This takes long. s plays the solution, b begins the step again."
  static let jsonNeedsAuto = "'--output json' tells a proof, so it needs '--auto'"
  static let restartsAnyway = "'--auto' begins at the first step in any case; leave '--restart' out"

  static func goesOn(_ run: LabRun) -> String {
    "archadvisor: goes on at step \(run.place + 1); --restart begins anew"
  }

  static func unsolved(_ run: LabRun) -> String {
    "archadvisor: the step '\(run.step.id)' of the lab '\(run.lab.id)' was not solved in time: "
      + missing(run.gauge)
  }

  static func solved(_ run: LabRun) -> String {
    "Solved. " + (run.isLastStep ? "Enter ends the lab." : "Enter goes on.")
  }

  static func done(_ lab: Lab) -> String {
    "Done. To read on: "
      + lab.patterns.map { "archadvisor knowledge show \($0)" }.joined(separator: ", ")
  }

  static func check(_ run: LabRun) -> String {
    "It has to hold for \(run.step.check.rounds) s."
  }

  /// One line.
  static func gauge(_ run: LabRun) -> String {
    let gauge = run.gauge
    let full = Int(gauge.value * 10)
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: 10 - full)
    let what = run.state == .settling ? "getting ready; " : ""
    return "[\(bar)] \(gauge.held) of \(gauge.needed) s  \(what)\(now(gauge)); \(missing(gauge))"
  }

  static func unproven(_ lab: Lab, _ results: [LabStepResult]) -> String {
    let steps = results.filter { $0.outcome != .proven }.map { "'\($0.step)'" }
    return "archadvisor: not proven in the lab '\(lab.id)': \(steps.joined(separator: ", "))"
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

  static func unreadable(_ problem: FolderProblem) -> String {
    "How far you were in the labs is not known: \(problem.sentence.printable)"
  }

  static func broken(_ path: String, keptAs aside: String) -> String {
    "\(path) does not tell how far you were in the labs; it is kept as \(aside)".printable
  }

  static func notKept(_ reason: String) -> String {
    "How far you are in the labs is not kept: \(reason)"
  }

  static func faultsLeft(_ targets: [String]) -> String {
    "faults are still set on \(targets.joined(separator: ", "))"
  }

  static func left(_ problem: String) -> String {
    "archadvisor: the mesh could not be tidied up: \(problem)"
  }
}
