/// Everything the tests of a knowledge base gave.
public struct ProvingResult: Sendable {
  public let proofs: [ProofResult]
  public let examples: [ExampleResult]
  public let corpus: CorpusResult
  public let aims: [AimResult]

  /// Whether there was nothing to test, which proves nothing.
  public var isEmpty: Bool { proofs.isEmpty && examples.isEmpty && corpus.cases.isEmpty }

  public var isPassed: Bool {
    !isEmpty && proofs.allSatisfy { $0.failure == nil }
      && examples.allSatisfy(\.failures.isEmpty) && corpus.contradicted.isEmpty
      && aims.allSatisfy(\.isMet)
  }
}

/// Tests a knowledge base: the rules' own proofs, the examples, the cases.
public enum Proving {
  /// The parts of the tests, in the order they run in.
  public enum Part: String, CaseIterable, Sendable {
    case proofs, examples, cases
  }

  /// - Parameter progress: told of every test that is done, and how many the part has.
  public static func run(
    _ library: Library, progress: (_ part: Part, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
  ) -> ProvingResult {
    let advisor = Advisor(library.knowledge)
    let proofs = ProofRunner(advisor.model)
    let examples = ExampleRunner(advisor: advisor)
    let cases = CaseRunner(advisor, library.handbook.matrix)
    func all<Subject, Result>(
      _ part: Part, _ subjects: [Subject], _ run: (Subject) -> Result
    ) -> [Result] {
      subjects.enumerated().map { index, subject in
        let result = run(subject)
        progress(part, index + 1, subjects.count)
        return result
      }
    }
    let proofResults =
      all(.proofs, library.proofs, proofs.run).flatMap { $0 }
      + library.profiles.flatMap { proofs.run($0) }
    let exampleResults = all(.examples, library.casebook.examples, examples.run)
    let corpus = CorpusResult(all(.cases, library.casebook.cases, cases.run))
    return ProvingResult(
      proofs: proofResults, examples: exampleResults, corpus: corpus,
      aims: library.casebook.aims.results(corpus))
  }
}
