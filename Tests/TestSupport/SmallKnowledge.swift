public import Advice
public import YAML

/// A knowledge base written inside a test, as YAML texts by path.
public struct SmallKnowledge: Sendable {
  /// By path, as in `questions/team-size.yaml`.
  public var files: [String: String]

  public init(_ files: [String: String] = [:]) {
    self.files = files
    self.files["knowledge.yaml"] =
      "{knowledge: archadvisor.knowledge/1, version: 0.0.1, reviewed: 2026-01-01}"
  }

  /// The documents of one kind, as `KnowledgeBase.read` wants them.
  public func documents(of kind: String, _ complaints: Complaints) -> [Document] {
    files.keys.sorted().filter { path in
      kind.isEmpty ? !path.contains("/") : path.hasPrefix("\(kind)/")
    }.compactMap { path in
      do throws(Diagnostic) {
        return try Document.parse(Array((files[path] ?? "").utf8), file: path)
      } catch {
        complaints.add(error)
        return nil
      }
    }
  }

  public func read(_ complaints: Complaints = Complaints()) -> KnowledgeBase {
    KnowledgeBase.read(
      sha256: "", documents: { documents(of: $0, complaints) }, complaints: complaints)
  }

  /// Writes the files into a folder, as `--knowledge` reads them.
  public func write(into folder: TemporaryFolder) throws {
    for kind in Set(files.keys.compactMap { $0.contains("/") ? $0.split(separator: "/")[0] : nil })
    {
      try folder.folder(String(kind))
    }
    for (path, text) in files { try folder.file(path, text) }
  }

  /// All kinds, with what explains and what tests.
  public func library(_ complaints: Complaints = Complaints()) -> Library {
    let folders = files.keys.compactMap { path in
      path.firstIndex(of: "/").map { String(path[..<$0]) }
    }
    return Library.read(
      sha256: "", folders: Set(folders).sorted(), documents: { documents(of: $0, complaints) },
      complaints: complaints)
  }
}

extension SmallKnowledge {
  /// Adds a question answered by the words a, b, c, ...
  public mutating func addQuestion(_ id: String, words count: Int, order: Int) {
    let names = ["a", "b", "c", "d", "e", "f"].prefix(count)
    let words = names.map { "{word: \($0), means: \($0)}" }.joined(separator: ", ")
    addQuestion(id, answer: "{ordered: true, words: [\(words)]}", order: order)
  }

  /// Adds a question answered by a whole number.
  public mutating func addQuestion(_ id: String, from low: Int, to high: Int, order: Int) {
    addQuestion(id, answer: "{integer: [\(low), \(high)]}", order: order)
  }

  private mutating func addQuestion(_ id: String, answer: String, order: Int) {
    files["questions/\(id).yaml"] = """
      {question: \(id), order: \(order), group: team, text: t, help: h, why: w, change: easy,
       answer: \(answer)}
      """
  }

  /// Adds a criterion; each band is its values as in the file, and the scores of the five styles.
  public mutating func addCriterion(
    _ id: String, weight: Int, bands: [(values: String, scores: [Int])]
  ) {
    let texts = bands.map { band in
      let scores = zip(Style.allCases, band.scores).map { "\($0.rawValue): \($1)" }
      return "{values: \(band.values), because: b, \(scores.joined(separator: ", "))}"
    }
    files["criteria/\(id).yaml"] = """
      {criterion: \(id), title: t, because: b,
       weight: {nominal: \(weight), low: \(weight / 2), high: \(weight * 2)},
       bands: [\(texts.joined(separator: ", "))]}
      """
  }

  public mutating func addVeto(_ id: String, excludes: [Style], when: String) {
    files["vetoes/\(id).yaml"] = """
      {veto: \(id), excludes: [\(excludes.map(\.rawValue).joined(separator: ", "))],
       when: \(when), because: b, remedy: r}
      """
  }

  public mutating func addContradiction(_ id: String, when: String) {
    files["contradictions/\(id).yaml"] = "{contradiction: \(id), when: \(when), because: b}"
  }
}
