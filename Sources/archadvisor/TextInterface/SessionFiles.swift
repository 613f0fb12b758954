import Advice
import Dashboard
import Files
import Knowledge
import Labs
import YAML

/// The files of a session: the answers, and what explains the rules.
struct SessionFiles {
  let knowledge: KnowledgeBase
  let folder: KnowledgeFolder
  /// What files held when they were read or written last, as SHA-256 by path.
  private(set) var known: [String: String] = [:]

  init(knowledge: KnowledgeBase, folder: KnowledgeFolder) {
    self.knowledge = knowledge
    self.folder = folder
  }

  /// A file was read, with this digest.
  mutating func remember(_ path: String, sha256: String) {
    known[path] = sha256
  }

  /// Writes answers, as a whole or not at all, and never over anything the user did not mean.
  mutating func save(_ sheet: AnswerSheet, path: String, _ mode: SaveMode) -> Message {
    let bytes = Array(sheet.text(knowledge).utf8)
    do throws(FileProblem) {
      if mode == .update, Files.exists(path), try digest(path) != known[path] {
        return .notSaved(path: path, .changed)
      }
      try Files.write(bytes, to: path, replacing: mode != .new)
      known[path] = Digest.sha256(bytes)
      return .saved(path: path, sheet: sheet)
    } catch {
      return .notSaved(path: path, error.reason == .exists ? .exists : .failed(error.sentence))
    }
  }

  private func digest(_ path: String) throws(FileProblem) -> String {
    Digest.sha256(try Files.read(path, limit: ParserLimits.standard.bytes))
  }

  /// Names under which answers are looked for in the folder a session begins in.
  static let usualNames = ["answers.yaml", "archadvisor.yaml", "answers.json"]

  /// The first file of answers that lies in the folder.
  static var nearby: String? {
    usualNames.first { Files.exists($0) && !Files.isDirectory($0) }
  }

  /// Reads answers; the first thing that is wrong with them is told.
  mutating func open(_ path: String) -> Message {
    do throws(FileProblem) {
      let bytes = try Files.read(path, limit: ParserLimits.standard.bytes)
      let complaints = Complaints()
      guard let document = Document.parse(bytes, file: path, complaints) else {
        return .answersNotRead(complaints.list.first?.description ?? path)
      }
      let sheet = AnswerSheet.read(document, knowledge, complaints)
      if complaints.hasErrors {
        return .answersNotRead(complaints.list.first?.description ?? path)
      }
      known[path] = Digest.sha256(bytes)
      return .answers(sheet, path: path)
    } catch {
      return .answersNotRead(error.sentence)
    }
  }

  /// Everything there is to read. Complaints are for `knowledge check`, too.
  func library() -> Message {
    let library = Library.read(
      sha256: folder.sha256, folders: folder.folders, documents: folder.documents,
      complaints: Complaints())
    return .library(library, folder: folder.path)
  }

  /// What explains the rules. The texts were complete when the knowledge was read, so complaints
  /// are for `knowledge check`.
  func handbook() -> Handbook {
    Handbook.read(
      documents: folder.documents, knowledge: knowledge, complaints: Complaints())
  }

  /// The labs and how far the user is.
  func labs() -> Message {
    let complaints = Complaints()
    let reader = LabReader(.shop, complaints)
    let labs = folder.documents(of: "labs").compactMap(reader.read)
    let (progress, problem) = LabProgressFile.read()
    return .labs(labs, progress, problem: complaints.lines.first ?? problem)
  }

  /// Remembers how far the user is; tells only when that does not work.
  func keep(_ progress: LabProgress) -> Message? {
    LabProgressFile.write(progress).map { .progressNotKept($0) }
  }
}
