import Advice
import Terminal

/// The cases as tables: hits beside what has to be beaten, calibration, warning signs, pace.
struct CorpusText {
  let corpus: CorpusResult

  func write(_ page: inout Page) {
    hits(&page)
    calibration(&page)
    signs(&page)
    pace(&page)
    cases(&page)
  }

  // MARK: Hits

  private func hits(_ page: inout Page) {
    page.blank()
    page.text("\(corpus.cases.count) cases", .heading)
    row(["", "outcome", "or acceptable", "rejected"], &page, .muted)
    for tally in [corpus.advice, corpus.statedAdvice] + corpus.baselines {
      row([tally.name, text(tally.outcome), text(tally.accepted), text(tally.rejected)], &page)
    }
    for result in corpus.contradicted {
      page.text(
        "failed: the answers of \(result.subject.id) contradict one another", .bad, indent: 2)
    }
  }

  private func row(_ cells: [String], _ page: inout Page, _ role: Role = .text) {
    page.row(
      cells.enumerated().map { (StyledSpan($0.element, role), $0.offset == 0 ? 24 : 15) },
      indent: 2)
  }

  private func text(_ share: Share) -> String {
    "\(share.count) (\(share.percent.map { "\($0)%" } ?? "-"))"
  }

  // MARK: Calibration

  private func calibration(_ page: inout Page) {
    for (isStated, name) in [(false, "all answers"), (true, "stated answers only")] {
      page.blank()
      page.text("How reliable the verdicts are, \(name)", .heading)
      for line in corpus.calibration(statedOnly: isStated) where line.accepted.total > 0 {
        let missed = line.missed.isEmpty ? "" : "; missed: \(line.missed.joined(separator: ", "))"
        page.item(
          label: [StyledSpan(line.robustness.rawValue)], width: 14,
          [StyledSpan("\(line.accepted.count) of \(line.accepted.total) acceptable\(missed)")],
          indent: 2)
      }
    }
  }

  // MARK: Warning signs and pace

  private func signs(_ page: inout Page) {
    page.blank()
    page.text("Warning signs the cases report", .heading)
    let answered = corpus.answeredSigns
    page.text(
      "\(corpus.signs.count) of \(corpus.signs.total) raised; \(answered.count) of \(answered.total) "
        + "where the case answers the sign's own question", indent: 2)
    for result in corpus.cases {
      for sign in result.missedSigns {
        let isOpen = result.openSigns.contains(sign)
        page.text(
          "not raised: \(sign) in \(result.subject.id)\(isOpen ? ", its question open" : "")",
          isOpen ? .muted : .warning, indent: 2)
      }
    }
  }

  private func pace(_ page: inout Page) {
    page.blank()
    page.text("Answers needed for the final verdict, as share of a case's answers", .heading)
    row(["asked in the order of", "median", "mean", "questions"], &page, .muted)
    let orders = [
      ("next", corpus.nextPace), ("the interview", corpus.interviewPace),
      ("the case's file", corpus.filePace),
    ]
    for (name, pace) in orders {
      guard let pace else { continue }
      let median = "\(tenths(pace.median))%"
      let questions = "\(pace.questions.count) of \(pace.questions.total)"
      row([name, median, "\(tenths(pace.mean))%", questions], &page)
    }
  }

  // MARK: Case by case

  private func cases(_ page: inout Page) {
    page.blank()
    page.text("Case by case", .heading)
    page.text(
      "= outcome, + acceptable, . other, x rejected, - nothing recommended; then how far the verdict "
        + "can be relied on (certain, robust, fragile, undetermined) and the mark for the stated "
        + "answers only", .muted, indent: 2)
    let widths = [(corpus.cases.map(\.subject.id.count).max() ?? 0) + 2, 17, 19, 2, 1]
    for result in corpus.cases {
      let spans = [
        StyledSpan(result.subject.id), StyledSpan(result.subject.outcome.rawValue),
        mark(result.verdict, result.subject, name: true),
        StyledSpan(result.verdict?.robustness.rawValue.prefix(1).description ?? "", .muted),
        mark(result.statedVerdict, result.subject),
      ]
      page.row(zip(spans, widths).map { ($0, $1) }, indent: 2)
    }
  }

  private func mark(_ verdict: CaseResult.Verdict?, _ subject: Case, name: Bool = false)
    -> StyledSpan
  {
    let hit = Hit(verdict?.style, subject)
    let role: Role =
      switch hit {
      case .outcome, .acceptable: .ok
      case .other: .warning
      case .rejected, .none: .bad
      }
    let style = name ? " \(verdict?.style?.rawValue ?? "nothing")" : ""
    return StyledSpan(hit.mark + style, role)
  }
}

extension Hit {
  fileprivate var mark: String {
    switch self {
    case .outcome: "="
    case .acceptable: "+"
    case .other: "."
    case .rejected: "x"
    case .none: "-"
    }
  }
}
