import YAML

struct SameOrderCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB006", .error, "Two questions, or two lines of the matrix, share a place.")
  let needs = CheckNeed.nothing

  func defects(in subject: CheckSubject) -> [Defect] {
    repeated(subject.knowledge.questions.map { ($0.order, $0.id, $0.place) })
      + repeated(subject.library.handbook.matrix.map { ($0.order, $0.id, $0.place) })
  }

  private func repeated(_ list: [(order: Int, id: String, place: Place)]) -> [Defect] {
    zip(list, list.dropFirst()).compactMap { before, after in
      guard before.order == after.order else { return nil }
      return defect(
        after.place,
        "'\(after.id)' has the order \(after.order) of '\(before.id)'; give it one of its own")
    }
  }
}

struct UndescribedStyleCheck: KnowledgeCheck {
  let code = DefectCode("KB007", .error, "A style is not described.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let described = subject.library.handbook.styles.map(\.style)
    return Style.allCases.filter { !described.contains($0) }.map {
      defect(subject.manifest, "the style '\($0.rawValue)' has no file; add it to styles/")
    }
  }
}

struct StrayFolderCheck: KnowledgeCheck {
  let code = DefectCode("KB008", .error, "A folder holds no kind of knowledge.")
  let needs = CheckNeed.nothing

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.library.strayFolders.map { name in
      let hint = NearestName.hint(name, in: EntryKind.allCases.map(\.rawValue))
      return defect(subject.manifest, "nothing reads the folder '\(name)'\(hint)")
    }
  }
}
