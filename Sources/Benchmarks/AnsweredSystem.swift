import Advice
import Files
import Knowledge
import YAML

/// The real knowledge base, and a system of which every question is answered.
struct AnsweredSystem {
  let advisor: Advisor
  let sheet: AnswerSheet

  /// Nil when the answers cannot be read.
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
    sheet = AnswerSheet.read(document, knowledge, complaints)
    if complaints.hasErrors { return nil }
  }
}
