import TestSupport
import Testing

@testable import Advice

@Suite("Proofs of rules")
struct ProofTests {
  /// A change of a rule, and the kind and id of the rule whose proof must then fail.
  struct Mutation: CustomTestStringConvertible, Sendable {
    let path: String
    let old: String
    let new: String
    let rule: String
    let failure: String

    var testDescription: String { "\(rule): \(old) becomes \(new)" }
  }

  static let mutations = [
    Mutation(
      path: "criteria/size.yaml", old: "monolith: 90", new: "monolith: 10",
      rule: "criterion size", failure: "it gives 'monolith' 10.0 and 'services' 20.0"),
    Mutation(
      path: "vetoes/never-low.yaml", old: "mode, is: low", new: "size, is: 1",
      rule: "veto never-low", failure: "it must fire, but its condition is false"),
    Mutation(
      path: "vetoes/never-low.yaml", old: "at-least: {fact: many}", new: "at-least: 9",
      rule: "veto never-low", failure: "it must fire, but its condition is false"),
    Mutation(
      path: "contradictions/new-giant.yaml", old: "is: 9", new: "is: 8",
      rule: "contradiction new-giant", failure: "it must fire, but its condition is false"),
    Mutation(
      path: "warnings/mode.yaml", old: "at-least: 3", new: "at-least: 2",
      rule: "warning mode", failure: "it must not fire, but its condition is true"),
    Mutation(
      path: "findings/small.yaml", old: "at-most: 2", new: "at-most: 3",
      rule: "finding small", failure: "it must not fire, but its condition is true"),
    Mutation(
      path: "findings/small.yaml", old: "{size: 2}", new: "{size: [1, 3]}",
      rule: "finding small",
      failure: "it must fire, but these answers leave its condition undecided"),
    Mutation(
      path: "risks/growth.yaml", old: "at-least: 2", new: "at-least: 1",
      rule: "risk growth", failure: "it must not fire, but its condition is true"),
    Mutation(
      path: "patterns/saga.yaml", old: "styles: [microservices]", new: "styles: [serverless]",
      rule: "pattern saga", failure: "it must fire for 'microservices', a style it does not name"),
    Mutation(
      path: "steps/begin.yaml", old: "services, microservices,", new: "microservices,",
      rule: "step begin", failure: "it must fire for 'services', a style it does not name"),
    Mutation(
      path: "findings/small.yaml", old: "{size: 2}", new: "{size: 9, lifecycle: new, mode: low}",
      rule: "finding small", failure: "its answers contradict one another"),
  ]

  private func failures(_ knowledge: SmallKnowledge) -> [String] {
    Proving.run(knowledge.library()).proofs.compactMap { result in
      result.failure.map { "\(result.kind.key) \(result.rule): \($0)" }
    }
  }

  @Test("the proofs of a sound knowledge base hold")
  func sound() {
    let result = Proving.run(CleanKnowledge.files.library())
    #expect(result.proofs.count == 16)
    #expect(result.isPassed)
  }

  @Test("a mutated rule makes its proof fail, and only its", arguments: mutations)
  func mutated(_ mutation: Mutation) throws {
    var knowledge = CleanKnowledge.files
    let text = try #require(knowledge.files[mutation.path])
    let new = mutation.new.replacing("{size: [1, 3]}", with: "{size: {value: [1, 3]}}")
    #expect(text.contains(mutation.old))
    knowledge.files[mutation.path] = text.replacing(mutation.old, with: new, maxReplacements: 1)
    #expect(failures(knowledge) == ["\(mutation.rule): \(mutation.failure)"])
    #expect(!Proving.run(knowledge.library()).isPassed)
  }

  @Test("turning any shipped rule into its opposite makes its proof fail")
  func opposite() {
    let library = LibraryTests.shipped()
    let runner = ProofRunner(DecisionModel(library.knowledge))
    for proof in library.proofs {
      guard let rule = proof.subject else { continue }
      // Without a condition a rule always fires; its opposite never does.
      let never = rule.header.when.map(Condition.not) ?? .any([])
      let header = RuleHeader(
        id: rule.id, when: never, facts: [], sources: [], proof: nil, place: rule.place)
      let opposite = AnyRule(kind: rule.kind, header: header, styles: rule.styles)
      let mutant = Proof(
        kind: proof.kind, rule: proof.rule, fires: proof.fires, not: proof.not, place: proof.place,
        subject: opposite)
      #expect(runner.run(proof).allSatisfy { $0.failure == nil }, "\(proof.rule)")
      #expect(runner.run(mutant).contains { $0.failure != nil }, "\(proof.rule)")
    }
  }
}
