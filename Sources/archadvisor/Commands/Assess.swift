import Advice
import Reports

extension Command {
  static let assess = Command(
    name: "assess", summary: "Recommend an architectural style for a set of answers.",
    details: [
      "Prints what is recommended and how sure that is, what speaks for and against it, what would "
        + "change it, and what to do next. Invalid answers are reported with file, line and "
        + "column.",
      "With --require and --fail-on it serves as a gate in a build: when a gate fails, the line on "
        + "standard error says which and why, and the exit code is 1.",
    ],
    options: [
      .answers, .answersFolder, .deep, .output(["text", "json", "markdown", "html"]), .require,
      .failOn,
    ],
    examples: [
      "assess --answers shop.yaml", "assess --answers - -o json < shop.yaml",
      "assess --answers shop.yaml --require modular-monolith --fail-on fragile,warning:high",
      "assess --answers shop.yaml -o html > shop.html",
      "assess --answers-dir systems > verdicts.ndjson",
    ]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    if let folder = invocation.value("answers-dir") { return try invocation.assessFolder(folder) }
    let advisor = Advisor(try invocation.loadKnowledge())
    let gates = try invocation.gates(advisor.knowledge)
    let loaded = try invocation.loadAnswers(advisor.knowledge)
    var report = try invocation.assess(loaded, advisor, try invocation.depth())
    if ["markdown", "html"].contains(invocation.format) {
      report = report.citing(try invocation.loadHandbook(advisor.knowledge).sources)
    }
    switch invocation.format {
    case "markdown": try Output.write(report.markdown)
    case "html": try Output.write(report.html)
    default:
      try invocation.write(json: AssessmentJSON(report).bytes) { columns in
        AssessmentText(report, columns: columns).page
      }
    }
    return invocation.check(gates, report.assessment)
  }
}

extension Option {
  static let deep = Option(
    "deep",
    "Also try flips of two and three answers, every weight alone, and 10000 samples of all weights."
  )
}

/// How far an assessment goes.
struct Depth {
  /// The most answers a flip changes at once.
  let flipSize: Int
  /// Where the sampling of weights starts; nil for no sampling.
  let seed: UInt64?
}

extension Invocation {
  /// What `--deep` and `--seed` ask for.
  func depth() throws(Failure) -> Depth {
    let seed = try number("seed", in: 0...Int.max) ?? 1
    return flag("deep")
      ? Depth(flipSize: Flip.sizeLimit, seed: UInt64(seed)) : Depth(flipSize: 1, seed: nil)
  }

  /// Judges a file of answers.
  func assess(
    _ loaded: LoadedAnswers, _ advisor: Advisor, _ depth: Depth
  ) throws(Failure) -> AssessmentReport {
    try loaded.judged { sheet throws(Contradicted) in
      let assessment = try advisor.assess(sheet, flipSize: depth.flipSize)
      var detail: RobustnessDetail?
      if let seed = depth.seed {
        detail = RobustnessDetail(
          intervals: try advisor.weightIntervals(sheet),
          acceptability: try advisor.acceptability(sheet, seed: seed))
      }
      return AssessmentReport(
        assessment, advisor.knowledge, answersSHA256: loaded.sha256, file: loaded.path,
        detail: detail)
    }
  }
}
