import TestSupport
import Testing

@Suite("Verdicts as gates")
struct GateTests {
  /// A small team with a simple, strongly consistent system: some kind of monolith.
  static let answers = """
    schema: archadvisor.answers/1
    answers: {team-size: 3, team-count: 1, consistency: strong, domain-complexity: low,
      application-size: small, shared-database: all, lifecycle: distributed, workload: transactional}
    """

  private func run(_ words: [String]) throws -> ProgramRun {
    try Program.archadvisor.run(
      arguments: ["assess", "--answers", "-", "-o", "json"] + words, input: Array(Self.answers.utf8)
    )
  }

  @Test("a gate that holds changes nothing")
  func passes() throws {
    let run = try run(["--require", "monolith", "--require", "modular-monolith"])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  static let failing: [(words: [String], start: String)] = [
    (["--require", "microservices"], "--require microservices: monolith is recommended"),
    (["--fail-on", "unanswered"], "--fail-on unanswered: team-ownership, organization"),
    (["--fail-on", "warning:high"], "--fail-on warning:high: high warning "),
    (["--fail-on", "warning:shared-database"], "--fail-on warning:shared-database: "),
    (["--fail-on", "warning"], "--fail-on warning:low: "),
  ]

  @Test("a gate that fails says which and why, after the verdict", arguments: failing)
  func fails(_ words: [String], _ start: String) throws {
    let run = try run(words)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("archadvisor: gate failed: \(start)"))
    #expect(run.errorLines.count == 1)
    #expect(run.output.hasSuffix("}\n"))
  }

  @Test("several gates fail one by one, in one run")
  func several() throws {
    let run = try run(["--require", "serverless", "--fail-on", "unanswered,warning:high"])
    #expect(run.errorLines.count == 3)
    #expect(run.status == 1)
  }

  @Test("a gate that does not exist is wrong usage")
  func unknown() throws {
    let run = try run(["--fail-on", "fragil"])
    #expect(run.status == 64)
    #expect(run.errors.contains("'--fail-on' does not know 'fragil'; did you mean 'fragile'?"))
    let style = try self.run(["--require", "microservice"])
    #expect(style.errors.contains("did you mean 'microservices'?"))
  }
}
