import Files
import MeshModel
import ShopRuntime
import Telemetry
import YAML

/// Every sentence of the mesh commands about what went wrong.
enum MeshSentence {
  static func badName(_ name: String) -> String {
    "'--name' takes letters, digits, hyphens, underscores and dots, at most 64 and no dot first, not "
      + "'\(name.prefix(80).description.printable)'"
  }

  static func missing(_ what: String) -> String { "\(what) is missing" }

  static func badDuration(_ option: String, _ text: String) -> String {
    "'--\(option)' takes a duration such as 250ms, 10s or 1m, not '\(text.printable)'"
  }

  static func noDuration(_ option: String) -> String {
    "'--\(option)' takes a duration longer than nothing, such as 20s"
  }

  static func badVersion(_ text: String) -> String {
    "'--to' takes letters, digits, hyphens, underscores and dots, at most 64 and no dot first, not "
      + "'\(text.prefix(80).description.printable)'"
  }

  static func badPercent(_ option: String, _ text: String) -> String {
    "'--\(option)' takes a share such as 50%, not '\(text.printable)'"
  }

  static let recordsRecording = "a recording cannot be recorded; copy its file"
  static let momentOfNothing = "'--at' needs a recording: '--source replay=FILE'"

  static let replaysAndAsks = "'--replay' shows a recording in the place of every '--source'"

  static func badSpeed(_ text: String) -> String {
    "'--speed' takes a number from 0.1 to 1000, not '\(text.printable)'"
  }

  static func recorded(_ rounds: Int, bytes: Int) -> String {
    "archadvisor: \(rounds) rounds, \((bytes + 1023) / 1024) KB"
  }

  static func endsBefore(_ path: String, _ seconds: Double) -> String {
    "archadvisor: \(path.printable) ends after \(Int(seconds)) s; that is what is shown"
  }

  static func cutOff(_ path: String, _ line: Int) -> String {
    "archadvisor: \(path.printable) was cut off in line \(line); what stands before it is used"
  }

  /// Why a recording cannot be read.
  static func failure(_ problem: RecordingProblem, in path: String) -> Failure {
    Failure(
      lines: ["\(path):\(problem.line):1: error: \(problem.sentence)".printable],
      code: .badInput)
  }

  static let badCanary = "'--canary' takes a share from 1% to 50%"
  static let badWatch = "'--watch' takes a duration from 1s to 10m"
  static let watchWithoutCanary =
    "'--watch' says how long a canary is watched; say '--canary', too"

  /// - Parameter milliseconds: how long it is tried.
  static func tries(
    _ version: String, _ service: String, _ percent: Int, _ milliseconds: Int
  ) -> String {
    "archadvisor: \(version.printable) gets \(percent)% of the calls to \(service.printable) "
      + "for \(milliseconds / 1000) s and is watched"
  }

  static func badNumber(_ what: String, _ text: String) -> String {
    "\(what) is a whole number, not '\(text.printable)'"
  }

  static func badRate(_ text: String) -> String {
    "'--rate' takes requests a second from 0.1 to 100000, not '\(text.printable)'"
  }

  static func badMix(_ problem: LoadMixProblem) -> String {
    switch problem {
    case .malformed(let part):
      "'--mix' takes a list such as browse=70,order=30, not '\(part.printable)'"
    case .unknown(let name):
      "there is no kind of request '\(name.printable)'"
        + NearestName.hint(name, in: LoadAction.allCases.map(\.rawValue))
    case .twice(let action): "'--mix' names \(action.rawValue) twice"
    }
  }

  static func badTrace(_ text: String) -> String {
    "a trace is named by up to 32 hexadecimal digits, not '\(text.printable)'"
  }

  static func badLogTarget(_ text: String) -> String {
    "logs are those of a service (payment), an instance (payment-2) or an edge (order:payment), "
      + "not of '\(text.printable)'"
  }

  static func unreadableLogs(_ problem: FileProblem) -> String {
    problem.reason == .missing
      ? "This mesh has written no logs." : "The logs cannot be read: \(problem.sentence)."
  }

  static let noMeshToRecord = "Nothing was recorded: no source answers."

  static func notRecorded(_ problem: FileProblem) -> String {
    "The recording has ended: \(problem.path): \(problem.sentence)."
  }

  static func notRecorded(_ problem: FolderProblem) -> String {
    "Nothing was recorded: \(problem.sentence.printable)."
  }

  static func notPlayed(_ what: String) -> String { "This cannot be played: \(what)." }

  static let twoWaypoints =
    "'--through' names services, too: say one of '--service' and '--through'"

  static func badWaypoint(_ text: String) -> String {
    "'--through' takes a service (payment), an instance (payment-2) or an edge (order:payment), "
      + "not '\(text.printable)'"
  }

  static func unknownTrace(_ prefix: String) -> String {
    "no trace that is kept begins with \(prefix); its spans may still be on their way or gone by now: "
      + "'archadvisor mesh trace' lists those that are kept"
  }

  static func ambiguousTrace(_ prefix: String, _ ids: [String]) -> String {
    "several traces begin with \(prefix): \(ids.joined(separator: ", "))"
  }

  static func badInstances(_ text: String) -> String {
    "'--instances' takes a list such as order=2,payment=3, not '\(text.printable)'"
  }

  static func unknownService(_ name: String, _ known: [String]) -> String {
    "there is no service '\(name.printable)'\(NearestName.hint(name, in: known))"
  }

  static func badTarget(_ text: String) -> String {
    "a fault acts on a service (payment), an instance (payment-2) or an edge (order:payment), "
      + "not on '\(text.printable)'"
  }

  static let badWindow = "'--window' takes a duration from 1s to 1m"

  static func waits(_ seconds: Double) -> String {
    "archadvisor: looking for \(Int(seconds.rounded(.up))) s, because these sources do not keep the "
      + "past"
  }

  static let noMesh = "no mesh runs; start one with 'archadvisor mesh up'"

  static let noEvents = "archadvisor: nothing has happened that matters here"

  static func more(_ lines: Int) -> String { "… and \(lines) more lines" }

  /// No source can be read: one line for each.
  static func unreachable(_ sources: [Snapshot.Source]) -> Failure {
    let lines = sources.map { source in
      let problem = source.problem ?? "it does not answer"
      return "archadvisor: error: source \(source.id): \(problem)\(cure(source))".printable
    }
    return Failure(lines: lines, code: .unreachable)
  }

  /// What helps when a local shop gives no answer although its supervisor lives.
  private static func cure(_ source: Snapshot.Source) -> String {
    guard source.kind == "shop" else { return "" }
    let name = String(source.id.drop { $0 != "=" }.dropFirst())
    guard MeshFolders(named: name).isHeld else { return "" }
    return "; its supervisor hangs; 'archadvisor mesh down\(option(name))' ends it"
  }

  /// What there is to say about the end of a mesh; nil when all went well.
  static func words(_ outcome: MeshEnd.Outcome, mesh: String, state: String) -> String? {
    switch outcome {
    case .ended: nil
    case .leftOver:
      "the mesh '\(mesh)' was not running any more: its supervisor had died; removed what was left of "
        + "it, and its stores and logs stay in \(state)"
    case .killed(let process):
      "the supervisor of the mesh '\(mesh)', process \(process), did not answer and was killed; its "
        + "services end by themselves, and its stores and logs stay in \(state)"
    case .lives: doesNotEnd
    }
  }

  static let doesNotEnd = "it has not ended within ten seconds and could not be killed"

  static let noEffect =
    "say what the fault does: --latency, --errors, --hang, --reset, --down or --crash"

  static func unknownWord(_ word: String, _ known: [String]) -> String {
    "'\(word.printable)' is not one of \(known.joined(separator: ", "))"
      + NearestName.hint(word, in: known)
  }

  static let tooBusy = "Too much is to be done already; try again in a moment."

  /// Why the supervisor could not be asked or said no, for the screen.
  static func words(_ problem: ControlClient.Problem, mesh: String) -> String {
    switch problem {
    case .notRunning: "No mesh named '\(mesh)' runs."
    case .folder(let problem): "The mesh '\(mesh)' is not asked: \(problem.sentence.printable)."
    case .refused(_, let message): "The mesh refuses: \(message)."
    case .silent(let milliseconds):
      "The mesh '\(mesh)' has not answered for \(seconds(milliseconds)): its supervisor hangs."
    case .broken(let reason): "The mesh '\(mesh)' does not answer: \(reason)."
    }
  }

  /// The meshes that run in the place of one that does not; empty when there are none.
  private static func others(_ mesh: String) -> String {
    let running = RunningMeshes.all().filter { $0.name != mesh && $0.state != .dead }
    if running.isEmpty { return "" }
    return ", or name one that runs: "
      + running.map { "--name \($0.name)" }.joined(separator: ", ")
  }

  private static func seconds(_ milliseconds: Int) -> String {
    milliseconds < 1000 ? "\(milliseconds) ms" : "\(milliseconds / 1000) s"
  }

  /// The option that names a mesh; empty for the usual one.
  private static func option(_ mesh: String) -> String { mesh == "shop" ? "" : " --name \(mesh)" }

  /// What to say when the supervisor cannot be asked, or said no.
  static func failure(_ problem: ControlClient.Problem, mesh: String) -> Failure {
    switch problem {
    case .notRunning:
      Failure(
        lines: [
          "archadvisor: error: no mesh named '\(mesh)' runs; start it with 'archadvisor mesh up"
            + "\(option(mesh))'\(others(mesh))"
        ], code: .unreachable)
    case .silent(let milliseconds):
      Failure(
        lines: [
          "archadvisor: error: the mesh '\(mesh)' has not answered for \(seconds(milliseconds)): its "
            + "supervisor hangs; 'archadvisor mesh down\(option(mesh))' ends it"
        ], code: .unreachable)
    case .folder(let problem): failure(problem)
    case .refused(_, let message):
      Failure(lines: ["archadvisor: error: \(message)"], code: .no)
    case .broken(let reason):
      Failure(
        lines: ["archadvisor: error: the mesh '\(mesh)' does not answer: \(reason)"],
        code: .unreachable)
    }
  }

  /// A folder of the program's own cannot be used.
  static func failure(_ problem: FolderProblem) -> Failure {
    Failure(lines: ["archadvisor: error: \(problem.sentence)".printable], code: .fileTrouble)
  }

  /// Why a mesh could not be started.
  static func failure(_ problem: MeshProcess.Problem) -> Failure {
    let code: ExitCode =
      switch problem {
      case .runsAlready, .hangs: .no
      case .system, .told, .folder: .fileTrouble
      case .wire: .unreachable
      }
    return Failure(lines: ["archadvisor: error: \(problem.sentence)".printable], code: code)
  }
}
