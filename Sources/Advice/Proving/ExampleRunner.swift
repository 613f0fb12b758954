/// An example, run.
public struct ExampleResult: Sendable {
  public let example: Example
  /// What came out otherwise than expected; empty when the example holds.
  public let failures: [String]
}

/// Runs the examples.
struct ExampleRunner {
  let advisor: Advisor

  func run(_ example: Example) -> ExampleResult {
    do throws(Contradicted) {
      let assessment = try advisor.assess(AnswerSheet(answers: example.answers))
      return ExampleResult(
        example: example, failures: example.expectation.failures(assessment))
    } catch {
      return ExampleResult(example: example, failures: [ProofSentence.contradiction])
    }
  }
}

extension Example.Expectation {
  /// What an assessment gives otherwise than expected.
  fileprivate func failures(_ assessment: Assessment) -> [String] {
    let found = assessment.recommendation
    let out = assessment.styles.filter { $0.standing == .excluded }.map(\.style).sorted()
    let raised = assessment.warnings.map(\.id)
    return [
      failure(
        "recommendation", recommendation.map { [$0.rawValue] }, found.map { [$0.style.rawValue] }),
      failure("excluded", excluded?.sorted().map(\.rawValue), out.map(\.rawValue)),
      warnings.flatMap { wanted in
        wanted.allSatisfy(raised.contains)
          ? nil : ProofSentence.expected("warnings", wanted, raised)
      },
      robustness.flatMap { wanted in
        wanted.contains { $0 == found?.robustness }
          ? nil
          : ProofSentence.expected(
            "robustness", wanted.map(\.rawValue), found.map { [$0.robustness.rawValue] } ?? [])
      },
    ].compactMap { $0 }
  }

  private func failure(_ what: String, _ wanted: [String]?, _ got: [String]?) -> String? {
    guard let wanted, wanted != got else { return nil }
    return ProofSentence.expected(what, wanted, got ?? [])
  }
}
