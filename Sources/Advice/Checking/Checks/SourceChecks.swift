struct MissingSourceCheck: KnowledgeCheck {
  let code = DefectCode("KB030", .error, "A claim has no source.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.library.claims.filter { $0.needsSource && $0.citations.isEmpty }.map {
      defect($0.place, "the \($0.kind.key) '\($0.id)' cites no source; say who says so")
    }
  }
}

struct UnusedSourceCheck: KnowledgeCheck {
  let code = DefectCode("KB031", .warning, "A source is never cited.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let cited = Set(subject.library.claims.flatMap { $0.citations.map(\.source) })
    return subject.library.handbook.sources.filter { !cited.contains($0.id) }.map {
      defect($0.place, "nothing cites '\($0.id)'; cite it, or remove it")
    }
  }
}

struct NoteFirstCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB034", .warning, "An unpublished note is cited before a source that can be looked up.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let notes = Set(subject.library.handbook.sources.filter { !$0.isPublic }.map(\.id))
    return Self.lists(subject.library).compactMap { citations in
      let ids = citations.map(\.source)
      guard let note = ids.firstIndex(where: notes.contains),
        let other = ids[note...].first(where: { !notes.contains($0) })
      else { return nil }
      return defect(
        citations[note].place, "'\(ids[note])' cannot be looked up; cite '\(other)' before it")
    }
  }

  /// Every list of sources; a style has one of its own and one for each statement.
  private static func lists(_ library: Library) -> [[Citation]] {
    library.claims.filter { $0.kind != .styles }.map(\.citations)
      + library.handbook.styles.flatMap { [$0.sources] + $0.statements.map(\.sources) }
  }
}
