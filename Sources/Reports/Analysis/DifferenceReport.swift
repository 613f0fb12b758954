public import Advice
import JSON
import Terminal

/// What changed between two sheets of answers, and which rules did it.
public struct DifferenceReport: Sendable {
  public let difference: Difference

  public init(_ difference: Difference) { self.difference = difference }

  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    page.text(DifferenceSentence.opening(difference), .heading)
    answers(&page)
    scores(&page)
    rules(&page)
    return page
  }

  private func answers(_ page: inout Page) {
    page.blank()
    if difference.answers.isEmpty { return page.text(DifferenceSentence.sameAnswers) }
    for change in difference.answers {
      page.text("\(change.question): \(change.beforeText) → \(change.afterText)", indent: 2)
    }
  }

  private func scores(_ page: inout Page) {
    page.blank()
    for score in difference.styles {
      let parts = score.parts.map { "\($0.change.signed) \($0.criterion)" }
      page.item(
        label: [StyledSpan(score.style.phrase, .accent)], width: 18,
        [
          StyledSpan("\(score.before.short) → \(score.after.short) (\(score.change.signed))"),
          StyledSpan(parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))", .muted),
        ])
    }
  }

  private func rules(_ page: inout Page) {
    let lines =
      difference.vetoes.map(DifferenceSentence.veto)
      + difference.warnings.map(DifferenceSentence.warning)
    if lines.isEmpty { return }
    page.blank()
    for line in lines { page.text(line) }
  }

  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.difference/1")
      $0.flag("changed", difference.changesRecommendation)
      verdict("old", difference.before, &$0)
      verdict("new", difference.after, &$0)
      $0.array("answers", difference.answers, write)
      $0.array("styles", difference.styles, write)
      $0.array("vetoes", difference.vetoes) { json, veto in
        json.object {
          $0.string("rule", veto.id)
          $0.array("excludes", veto.excludes.map(\.rawValue))
          $0.string("old", veto.before?.rawValue)
          $0.string("new", veto.after?.rawValue)
        }
      }
      $0.array("warnings", difference.warnings) { json, warning in
        json.object {
          $0.string("id", warning.id)
          $0.string("old", warning.before?.rawValue)
          $0.string("new", warning.after?.rawValue)
        }
      }
    }
    return json.bytes
  }

  private func verdict(_ key: String, _ assessment: Assessment, _ json: inout JSONWriter) {
    json.object(key) {
      $0.string("recommended", assessment.recommendation?.style.rawValue)
      $0.raw("margin", assessment.recommendation?.margin?.description ?? "null")
      $0.string("robustness", assessment.recommendation?.robustness.rawValue)
    }
  }

  private func write(_ json: inout JSONWriter, _ change: ChangedAnswer) {
    json.object {
      $0.string("question", change.question)
      $0.string("old", change.beforeText)
      $0.string("new", change.afterText)
    }
  }

  private func write(_ json: inout JSONWriter, _ score: ChangedScore) {
    json.object {
      $0.string("style", score.style.rawValue)
      $0.raw("old", score.before.description)
      $0.raw("new", score.after.description)
      $0.raw("change", score.change.description)
      $0.array("rules", score.parts) { json, part in
        json.object {
          $0.string("rule", part.criterion)
          $0.raw("change", part.change.description)
        }
      }
    }
  }
}

/// Every sentence of `diff`.
enum DifferenceSentence {
  static let sameAnswers = "The answers are the same."

  static func opening(_ difference: Difference) -> String {
    difference.recommendationWords(naming: \.phrase)
  }

  static func veto(_ veto: ChangedVeto) -> String {
    let styles = veto.excludes.map(\.phrase).joined(separator: ", ")
    return "Veto against \(styles): \(veto.turnWords) [\(veto.id)]"
  }

  static func warning(_ warning: ChangedWarning) -> String {
    "Warning sign: \(warning.turnWords) [\(warning.id)]"
  }
}
