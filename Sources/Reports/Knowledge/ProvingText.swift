public import Advice
import Terminal
import YAML

/// What the tests of a knowledge base gave, as a page of text.
public struct ProvingText {
  private let result: ProvingResult

  public init(_ result: ProvingResult) { self.result = result }

  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    tests(&page)
    if !result.corpus.cases.isEmpty {
      CorpusText(corpus: result.corpus).write(&page)
    }
    aims(&page)
    if result.isEmpty { page.text("There is nothing to test, which proves nothing.", .bad) }
    return page
  }

  private func tests(_ page: inout Page) {
    let proofs = result.proofs.filter { $0.failure == nil }.count
    let examples = result.examples.filter(\.failures.isEmpty).count
    page.text("Proofs and examples", .heading)
    count("proofs of rules hold", Share(proofs, of: result.proofs.count), &page)
    for proof in result.proofs {
      if let failure = proof.failure {
        failed("\(proof.kind.key) \(proof.rule)", proof.place, [failure], &page)
      }
    }
    count("examples hold", Share(examples, of: result.examples.count), &page)
    for result in result.examples where !result.failures.isEmpty {
      failed("example \(result.example.id)", result.example.place, result.failures, &page)
    }
  }

  private func count(_ what: String, _ share: Share, _ page: inout Page) {
    let role: Role = share.count == share.total ? .ok : .bad
    page.text(
      [StyledSpan("\(share.count) of \(share.total)", role), StyledSpan(" \(what)")], indent: 2)
  }

  private func failed(_ what: String, _ place: Place, _ failures: [String], _ page: inout Page) {
    for failure in failures {
      page.text(
        [
          StyledSpan("failed ", .bad), StyledSpan("\(what) "),
          StyledSpan("(\(place.file):\(place.line)) ", .muted), StyledSpan(failure),
        ], indent: 4, hanging: 2)
    }
  }

  private func aims(_ page: inout Page) {
    if result.aims.isEmpty { return }
    page.blank()
    page.text("Aims", .heading)
    for aim in result.aims {
      let mark = aim.isMet ? StyledSpan("met", .ok) : StyledSpan("missed", .bad)
      let bound = aim.isLeast ? "at least" : "at most"
      page.item(
        label: [mark], width: 8,
        [StyledSpan("\(aim.name): \(tenths(aim.reached))%, aimed at \(bound) \(aim.aim)%")],
        indent: 2)
    }
  }
}

/// Thousandths as percent with one decimal.
func tenths(_ thousandths: Int) -> String { "\(thousandths / 10).\(thousandths % 10)" }
