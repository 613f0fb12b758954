import Advice
import Telemetry
import YAML

/// Any file in the knowledge base either is refused with complaints or gives knowledge that can be checked,
/// tested and judged by.
@_cdecl("LLVMFuzzerTestOneInput")
public func readKnowledge(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  guard let document = try? Document.parse(input, file: "fuzz.yaml") else { return 0 }
  let kind = folders[document.root.entries.first?.key.text ?? ""] ?? "questions"
  let complaints = Complaints()
  let library = Library.read(
    sha256: "", folders: [kind],
    documents: { tree[$0, default: []] + ($0 == kind ? [document] : []) }, trials: trials,
    complaints: complaints)
  complaints.list.forEach(checkComplaint)
  if let today = Day("2026-11-21") { _ = KnowledgeChecks.run(library, today: today) }
  guard complaints.isEmpty else { return 0 }
  _ = Proving.run(library)
  if let assessment = try? Advisor(library.knowledge).assess(AnswerSheet()) {
    checkVerdict(assessment)
  }
  return 0
}

/// The tests of a profile.
private func trials(_ document: Document, _ complaints: Complaints) -> [ProfileEntry.Trial] {
  guard let profile = Profile(document, complaints) else { return [] }
  return profile.trials.map { trial in
    ProfileEntry.Trial(place: trial.place) { profile.failures(trial) + profile.untried }
  }
}

/// The folder a file belongs to, by its first key.
private let folders = [
  "question": "questions", "criterion": "criteria", "veto": "vetoes",
  "contradiction": "contradictions", "warning": "warnings", "finding": "findings",
  "risk": "risks", "pattern": "patterns", "step": "steps", "fact": "facts", "source": "sources",
  "profile": "profiles", "style": "styles", "tradeoff": "tradeoffs", "line": "matrix",
  "case": "cases",
  "example": "examples",
]

/// Conditions are about questions, and a manifest has to be there; the rule comes from the fuzzer.
private let tree = [
  "": documents(of: ""), "questions": documents(of: "questions"), "facts": documents(of: "facts"),
]
