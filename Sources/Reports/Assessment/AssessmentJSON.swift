import Advice
import JSON

/// `archadvisor.assessment/1`.
public struct AssessmentJSON {
  public static let schema = "archadvisor.assessment/1"

  /// UTF-8, with a line break at the end.
  public let bytes: [UInt8]

  /// - Parameters:
  ///   - isPretty: one value a line, or everything on one line.
  ///   - name: the file that was judged, told first, where one of several was.
  public init(_ report: AssessmentReport, pretty isPretty: Bool = true, name: String? = nil) {
    let body = AssessmentBody(report: report)
    var writer = JSONWriter(pretty: isPretty)
    writer.object {
      if let name { $0.string("file", name) }
      body.write(&$0)
    }
    bytes = writer.bytes
  }
}

/// Writes the parts of a verdict in the order that is promised to scripts.
struct AssessmentBody {
  let report: AssessmentReport
  var assessment: Assessment { report.assessment }
  var knowledge: KnowledgeBase { report.knowledge }

  func write(_ json: inout JSONWriter) {
    json.string("schema", AssessmentJSON.schema)
    json.string("system", assessment.system)
    recommendation(&json)
    styles(&json)
    json.string("necessary_winner", assessment.necessaryWinner?.rawValue)
    json.array("possible_winners", assessment.possibleWinners.map(\.rawValue))
    json.array("warnings", assessment.warnings, warning)
    json.array("findings", assessment.findings, finding)
    json.array("unanswered", assessment.unanswered)
    json.string("next_question", assessment.nextQuestion)
    json.array("flips", assessment.flips) { $0.flip($1, knowledge) }
    reasons(&json)
    json.array("revisit_when", assessment.revisits(knowledge), revisit)
    report.detail?.write(&json, assessment.recommendation?.stability)
    json.array("patterns", assessment.patterns, pattern)
    json.array("risks", assessment.risks, risk)
    json.array("plan", assessment.plan.enumerated()) { step($1.offset + 1, $1.element, &$0) }
    json.object("knowledge") {
      $0.string("version", knowledge.version)
      $0.string("sha256", knowledge.sha256)
    }
    json.string("answers_sha256", report.answersSHA256)
  }

  private func recommendation(_ json: inout JSONWriter) {
    json.object("recommendation") {
      let recommendation = assessment.recommendation
      $0.string("style", recommendation?.style.rawValue)
      $0.raw("margin", recommendation?.margin?.description ?? "null")
      $0.string("runner_up", recommendation?.runnerUp?.rawValue)
      $0.string("robustness", (recommendation?.robustness ?? .undetermined).rawValue)
    }
  }
}
