import Advice
import JSON

extension DecisionRecord {
  /// MADR 4, with its front matter.
  public var markdown: String {
    var document = RecordDocument(self)
    document.write()
    return Markdown.text(
      document.document, front: "---\nstatus: proposed\ndate: \(date)\n---\n\n")
  }

  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.adr/1")
      $0.string("title", title)
      $0.string("status", "proposed")
      $0.string("date", date.description)
      $0.array("context", context.map(\.text))
      $0.array("drivers", drivers)
      $0.array("options", options, write)
      $0.string("outcome", outcome.joined(separator: " "))
      $0.string("chosen", chosen?.rawValue)
      $0.array("answer_next", answerNext)
      $0.array("good", good.map(\.text))
      $0.array("bad", bad.map(\.text))
      $0.array("confirmation", checks)
      $0.array("revisit_when", revisits)
      $0.string("answers_sha256", report.answersSHA256)
      $0.object("knowledge") {
        $0.string("version", report.knowledge.version)
        $0.string("sha256", report.knowledge.sha256)
      }
    }
    return json.bytes
  }

  private func write(_ json: inout JSONWriter, _ option: Option) {
    json.object {
      $0.string("style", option.style.rawValue)
      $0.string("title", option.title)
      $0.string("definition", option.definition)
      $0.array("good", option.good.map(\.text))
      $0.array("bad", option.bad.map(\.text))
    }
  }
}
