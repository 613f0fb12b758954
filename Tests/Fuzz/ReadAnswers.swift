import Advice
import YAML

/// Any file either is refused with complaints or gives answers that can be judged.
@_cdecl("LLVMFuzzerTestOneInput")
public func readAnswers(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  guard let document = try? Document.parse(input, file: "fuzz.yaml") else { return 0 }
  let complaints = Complaints()
  let sheet = AnswerSheet.read(document, advisor.knowledge, complaints)
  complaints.list.forEach(checkComplaint)
  guard complaints.isEmpty else { return 0 }
  do throws(Contradicted) {
    checkVerdict(try advisor.assess(sheet))
  } catch {
    checkComplaint(error.diagnostic(file: "fuzz.yaml"))
  }
  return 0
}

private let advisor: Advisor = {
  let complaints = Complaints()
  let knowledge = KnowledgeBase.read(sha256: "", documents: documents(of:), complaints: complaints)
  precondition(complaints.isEmpty && !knowledge.questions.isEmpty, "\(complaints.lines)")
  return Advisor(knowledge)
}()
