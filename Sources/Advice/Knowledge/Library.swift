public import YAML

/// Everything a knowledge folder holds: what judges, what explains, what tests.
public struct Library: Sendable {
  public let knowledge: KnowledgeBase
  public let handbook: Handbook
  public let casebook: Casebook
  /// The proof of every criterion and every rule, empty for those that have none.
  public let proofs: [Proof]
  /// In the order of the folder.
  public let profiles: [ProfileEntry]
  /// In the order of the folder.
  public let labs: [LabEntry]
  /// Every file, by kind and then in the order of the folder.
  public let entries: [Entry]
  /// Folders that hold no kind of knowledge.
  public let strayFolders: [String]
  /// What is wrong with the files; the rest was read.
  public let complaints: [Diagnostic]

  /// Reads all kinds.
  ///
  /// - Parameters:
  ///   - folders: the names of all folders there are.
  ///   - documents: the files of one kind, as in "questions"; "" for the top level.
  ///   - trials: reads what profiles mean; without it nobody looks at that.
  ///   - lessons: reads what happens in labs, likewise.
  ///   - complaints: may hold complaints of the parser already.
  public static func read(
    sha256: String, folders: [String], documents: (String) -> [Document],
    trials: ProfileEntry.TrialReader = { _, _ in [] },
    lessons: LabEntry.Reader = { _, _ in }, complaints: Complaints
  ) -> Library {
    let knowledge = KnowledgeBase.read(
      sha256: sha256, documents: documents, complaints: complaints)
    let handbook = Handbook.read(
      documents: documents, knowledge: knowledge, complaints: complaints)
    let casebook = Casebook.read(
      documents: documents, knowledge: knowledge, complaints: complaints)
    let proofs = ProofReader(AnswersReader(knowledge: knowledge, complaints: complaints))
    let profiles = documents(EntryKind.profiles.rawValue).compactMap {
      ProfileEntry($0, knowledge.vocabulary, complaints, trials)
    }
    let labs = documents(EntryKind.labs.rawValue).compactMap {
      LabEntry($0, complaints, lessons)
    }
    let kinds = Set(EntryKind.allCases.map(\.rawValue))
    return Library(
      knowledge: knowledge, handbook: handbook, casebook: casebook,
      proofs: knowledge.criteria.map(proofs.read) + knowledge.everyRule.map(proofs.read),
      profiles: profiles, labs: labs,
      entries: EntryKind.allCases.flatMap { kind in
        documents(kind.rawValue).map {
          Entry(kind: kind, id: $0.root[kind.key]?.text ?? "", document: $0)
        }
      },
      strayFolders: folders.filter { !kinds.contains($0) },
      complaints: complaints.list)
  }
}
