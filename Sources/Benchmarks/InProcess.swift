import Advice
import Files
import Knowledge
import YAML

/// The engine alone, on one core.
struct InProcess {
  private let advisor: Advisor
  private let complete: AnswerSheet

  init?(tree: String) {
    let complaints = Complaints()
    let folder = KnowledgeFolder.embedded
    let knowledge = KnowledgeBase.read(
      sha256: folder.sha256, documents: folder.documents, complaints: complaints)
    let path = "\(tree)/Tests/Answers/ticket-sales.yaml"
    guard let bytes = try? Files.read(path, limit: ParserLimits.standard.bytes),
      let document = try? Document.parse(bytes, file: path)
    else { return nil }
    advisor = Advisor(knowledge)
    complete = AnswerSheet.read(document, knowledge, complaints)
    if complaints.hasErrors { return nil }
  }

  func measure(_ table: Table) {
    let judge = QuickJudge(advisor)
    var wins = 0
    let verdicts = rates(runs: 11, of: 100_000) {
      if judge.verdict(complete.answers)?.winner != nil { wins += 1 }
    }
    if wins == 11 * 100_000 {
      table.row(
        "verdicts without reasons, complete answers", verdicts, "a second", .atLeast(100_000))
    }
    let reports = rates(runs: 11, of: 2000) {
      _ = try? advisor.assess(complete)
    }
    table.row("whole verdicts with every reason", reports, "a second")
    Searches(advisor: advisor, complete: complete).measure(table)
    sampling(table, "10000 weight samples, complete answers", complete)
    sampling(table, "10000 weight samples, nothing answered", AnswerSheet())
  }

  private func sampling(_ table: Table, _ what: String, _ sheet: AnswerSheet) {
    let times = (1...7 as ClosedRange<UInt64>).map { seed in
      ContinuousClock().measure {
        _ = try? advisor.acceptability(sheet, samples: 10_000, seed: seed)
      }
      .milliseconds
    }
    table.row(what, times, "ms", .atMost(100))
  }

  /// Calls a second, one value a run.
  private func rates(runs: Int, of calls: Int, _ body: () -> Void) -> [Double] {
    (0..<runs).map { _ in
      let elapsed = ContinuousClock().measure {
        for _ in 0..<calls { body() }
      }
      return Double(calls) * 1000 / elapsed.milliseconds
    }
  }
}
