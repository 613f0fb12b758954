import Advice
import Knowledge
import Reports
import YAML

/// The knowledge base the program would judge by.
extension Checkup {
  static func knowledge(_ invocation: Invocation, today: Day) -> [Finding] {
    let complaints = Complaints()
    let folder: KnowledgeFolder
    let knowledge: KnowledgeBase
    do throws(Failure) {
      folder = try invocation.knowledgeFolder(complaints)
      knowledge = try invocation.loadKnowledge()
    } catch {
      return [
        Finding(
          "knowledge", .missing, error.lines.first ?? "it cannot be read",
          advice: "leave --knowledge out to use the copy inside the program, or mend the files; "
            + "'archadvisor knowledge check' lists all that is wrong")
      ]
    }
    let origin = folder.path.map { "in \($0.printable)" } ?? "inside the program"
    let reviewed = knowledge.reviewed.map { ", reviewed \($0)" } ?? ""
    let size = "\(knowledge.questions.count) questions, \(knowledge.criteria.count) criteria"
    let version = "version \(knowledge.version) (sha256 \(knowledge.sha256.prefix(12)))"
    return [
      Finding("knowledge", .fine, "\(version) \(origin), \(size)\(reviewed)"),
      facts(knowledge, today),
    ]
  }

  private static func facts(_ knowledge: KnowledgeBase, _ today: Day) -> Finding {
    let expired = knowledge.facts.filter { fact in fact.expires.map { $0 <= today } ?? false }
    if expired.isEmpty { return Finding("facts", .fine, "none has expired by \(today)") }
    let names = expired.map(\.id).joined(separator: ", ")
    return Finding(
      "facts", .note, "\(expired.count) expired by \(today): \(names)",
      advice: "look the numbers up again, or take a newer version of the program")
  }
}
