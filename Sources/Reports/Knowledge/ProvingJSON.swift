public import Advice
import JSON
import YAML

/// What the tests of a knowledge base gave, as `archadvisor.knowledge-test/1`.
public struct ProvingJSON {
  public static let schema = "archadvisor.knowledge-test/1"

  public let text: String

  public init(_ result: ProvingResult, _ knowledge: KnowledgeBase) {
    let body = ProvingBody(result: result)
    var writer = JSONWriter()
    writer.object {
      $0.string("schema", Self.schema)
      $0.object("knowledge") {
        $0.string("version", knowledge.version)
        $0.string("sha256", knowledge.sha256)
      }
      $0.flag("passed", result.isPassed)
      body.write(&$0)
    }
    text = writer.text
  }
}

private struct ProvingBody {
  let result: ProvingResult
  private var corpus: CorpusResult { result.corpus }

  init(result: ProvingResult) { self.result = result }

  func write(_ json: inout JSONWriter) {
    json.object("proofs") {
      $0.integer("run", result.proofs.count)
      $0.array("failed", result.proofs.filter { $0.failure != nil }, proof)
    }
    json.object("examples") {
      $0.integer("run", result.examples.count)
      $0.array("failed", result.examples.filter { !$0.failures.isEmpty }, example)
    }
    json.array("tallies", [corpus.advice, corpus.statedAdvice] + corpus.baselines, tally)
    json.array("calibration", corpus.calibration(), calibration)
    json.array("calibration_stated", corpus.calibration(statedOnly: true), calibration)
    share("warning_signs", corpus.signs, &json)
    share("warning_signs_answered", corpus.answeredSigns, &json)
    json.object("pace") {
      pace("next", corpus.nextPace, &$0)
      pace("interview", corpus.interviewPace, &$0)
      pace("file", corpus.filePace, &$0)
    }
    json.array("aims", result.aims, aim)
    json.array("cases", corpus.cases, subject)
  }

  private func proof(_ json: inout JSONWriter, _ result: ProofResult) {
    json.object {
      $0.string("kind", result.kind.key)
      $0.string("rule", result.rule)
      place(result.place, &$0)
      $0.string("failure", result.failure)
    }
  }

  private func example(_ json: inout JSONWriter, _ result: ExampleResult) {
    json.object {
      $0.string("example", result.example.id)
      place(result.example.place, &$0)
      $0.array("failures", result.failures)
    }
  }

  private func place(_ place: Place, _ json: inout JSONWriter) {
    json.string("file", place.file)
    json.integer("line", place.line)
  }

  private func share(_ key: String, _ share: Share, _ json: inout JSONWriter) {
    json.object(key) {
      $0.integer("count", share.count)
      $0.integer("of", share.total)
    }
  }

  private func tally(_ json: inout JSONWriter, _ tally: CorpusResult.Tally) {
    json.object {
      $0.string("name", tally.name)
      share("outcome", tally.outcome, &$0)
      share("acceptable", tally.accepted, &$0)
      share("rejected", tally.rejected, &$0)
    }
  }

  private func calibration(_ json: inout JSONWriter, _ line: CorpusResult.Calibration) {
    json.object {
      $0.string("robustness", line.robustness.rawValue)
      share("acceptable", line.accepted, &$0)
      $0.array("missed", line.missed)
    }
  }

  private func pace(_ key: String, _ pace: PaceSummary?, _ json: inout JSONWriter) {
    guard let pace else { return json.raw(key, "null") }
    json.object(key) {
      $0.raw("median_percent", tenths(pace.median))
      $0.raw("mean_percent", tenths(pace.mean))
      share("questions", pace.questions, &$0)
    }
  }

  private func aim(_ json: inout JSONWriter, _ aim: AimResult) {
    json.object {
      $0.string("name", aim.name)
      $0.integer(aim.isLeast ? "at_least_percent" : "at_most_percent", aim.aim)
      $0.raw("reached_percent", tenths(aim.reached))
      $0.flag("met", aim.isMet)
    }
  }

  private func subject(_ json: inout JSONWriter, _ result: CaseResult) {
    json.object {
      $0.string("case", result.subject.id)
      $0.string("outcome", result.subject.outcome.rawValue)
      $0.array("acceptable", result.subject.acceptable.map(\.rawValue))
      $0.array("rejected", result.subject.rejected.map(\.rawValue))
      verdict("all_answers", result.verdict, result.subject, &$0)
      verdict("stated_answers", result.statedVerdict, result.subject, &$0)
      $0.string("ticks", result.ticked?.rawValue)
      $0.array("missed_warning_signs", result.missedSigns)
    }
  }

  private func verdict(
    _ key: String, _ verdict: CaseResult.Verdict?, _ subject: Case, _ json: inout JSONWriter
  ) {
    guard let verdict else { return json.raw(key, "null") }
    json.object(key) {
      $0.string("style", verdict.style?.rawValue)
      $0.string("hit", Hit(verdict.style, subject).rawValue)
      $0.string("robustness", verdict.robustness.rawValue)
      $0.array("warnings", verdict.warnings)
    }
  }
}
