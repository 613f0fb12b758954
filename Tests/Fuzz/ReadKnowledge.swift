import Advice
import YAML

/// Any file in the knowledge base either is refused with complaints or gives rules that can judge.
@_cdecl("LLVMFuzzerTestOneInput")
public func readKnowledge(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  guard let document = try? Document.parse(input, file: "fuzz.yaml") else { return 0 }
  let kind = folders[document.root.entries.first?.key.text ?? ""] ?? "questions"
  let complaints = Complaints()
  let knowledge = KnowledgeBase.read(
    sha256: "", documents: { tree[$0, default: []] + ($0 == kind ? [document] : []) },
    complaints: complaints)
  complaints.list.forEach(checkComplaint)
  guard complaints.isEmpty else { return 0 }
  if let assessment = try? Advisor(knowledge).assess(AnswerSheet()) { checkVerdict(assessment) }
  return 0
}

/// The folder a file belongs to, by its first key.
private let folders = [
  "question": "questions", "criterion": "criteria", "veto": "vetoes",
  "contradiction": "contradictions", "warning": "warnings", "finding": "findings",
  "risk": "risks", "pattern": "patterns", "step": "steps", "fact": "facts",
]

/// Conditions are about questions, and a manifest has to be there; the rule comes from the fuzzer.
private let tree = [
  "": documents(of: ""), "questions": documents(of: "questions"), "facts": documents(of: "facts"),
]
