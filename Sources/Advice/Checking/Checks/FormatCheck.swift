import YAML

/// Tells what decoding complained about.
struct FormatCheck: KnowledgeCheck {
  let code = DefectCode("KB001", .error, "A file does not follow the format.")
  let needs = CheckNeed.nothing

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.library.complaints.map { defect($0.place, $0.message) }
  }
}
