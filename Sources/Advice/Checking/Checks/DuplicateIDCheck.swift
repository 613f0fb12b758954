import YAML

struct DuplicateIDCheck: KnowledgeCheck {
  let code = DefectCode("KB002", .error, "Two files of a kind have the same id.")
  let needs = CheckNeed.nothing

  func defects(in subject: CheckSubject) -> [Defect] {
    var first: [String: Entry] = [:]
    return subject.library.entries.compactMap { entry in
      let key = "\(entry.kind.rawValue) \(entry.id)"
      guard let other = first[key] else {
        first[key] = entry
        return nil
      }
      return defect(
        entry.place,
        "the \(entry.kind.key) '\(entry.id)' stands already in \(other.place.file); "
          + "rename one of them")
    }
  }
}
