import Advice
import Files
import Knowledge
import Synchronization
import YAML

/// What was read, until the process is gone: to take it apart piece by piece at the end, as if the
/// memory were needed, would cost a twentieth of a start.
private let kept = Mutex<[KnowledgeBase]>([])

extension Invocation {
  /// The knowledge base the command line asks for.
  func loadKnowledge() throws(Failure) -> KnowledgeBase {
    let complaints = Complaints()
    let folder = try knowledgeFolder(complaints)
    let knowledge = KnowledgeBase.read(
      sha256: folder.sha256, documents: folder.documents, complaints: complaints)
    if complaints.hasErrors { throw Failure.badInput(complaints) }
    kept.withLock { $0.append(knowledge) }
    return knowledge
  }

  func knowledgeFolder(_ complaints: Complaints) throws(Failure) -> KnowledgeFolder {
    guard let path = value("knowledge") else { return .embedded }
    do throws(FileProblem) {
      return try KnowledgeFolder.read(path, complaints)
    } catch {
      throw Failure.file(error)
    }
  }

  /// The answers file the command line names, with the weights it adds.
  func loadAnswers(_ knowledge: KnowledgeBase) throws(Failure) -> LoadedAnswers {
    guard let path = value("answers") else {
      throw usage(UsageSentence.missingAnswers(command.name))
    }
    return try loadAnswers(path, knowledge, weights(knowledge))
  }

  /// - Parameter weights: replace those of the file.
  func loadAnswers(
    _ path: String, _ knowledge: KnowledgeBase, _ weights: [(String, Int)]
  ) throws(Failure) -> LoadedAnswers {
    let file = path == "-" ? LoadedAnswers.standardInput : path
    let bytes = try readAnswers(path)
    let complaints = Complaints()
    guard let document = Document.parse(bytes, file: file, complaints) else {
      throw Failure.badInput(complaints)
    }
    var sheet = AnswerSheet.read(document, knowledge, complaints)
    if complaints.hasErrors { throw Failure.badInput(complaints) }
    for (question, weight) in weights { sheet.weights[question] = weight }
    return LoadedAnswers(file: file, sheet: sheet, sha256: Digest.sha256(bytes))
  }

  private func readAnswers(_ path: String) throws(Failure) -> [UInt8] {
    let limit = ParserLimits.standard.bytes
    do throws(FileProblem) {
      return path == "-"
        ? try Files.readStandardInput(limit: limit) : try Files.read(path, limit: limit)
    } catch {
      switch error.reason {
      case .isDirectory:
        throw Failure.badInput(Diagnostic(Place(file: path), AnswersFileSentence.directory(path)))
      case .tooLarge, .isEndless:
        throw Failure.badInput(Diagnostic(Place(file: path), error.sentence))
      default: throw Failure.file(error)
      }
    }
  }

  /// The weights of `--weight QUESTION=N`.
  func weights(_ knowledge: KnowledgeBase) throws(Failure) -> [(String, Int)] {
    var result: [(String, Int)] = []
    for text in values("weight") {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let weight = Int(parts[1]),
        (0...Criterion.weightLimit).contains(weight)
      else {
        throw usage(UsageSentence.badWeight(text, limit: Criterion.weightLimit))
      }
      guard knowledge.criterion(parts[0]) != nil else {
        throw usage(UsageSentence.noCriterion(parts[0], knowledge.criteria.map(\.id)))
      }
      result.append((parts[0], weight))
    }
    return result
  }
}

/// An answers file as read.
struct LoadedAnswers {
  /// The name used in complaints.
  let file: String
  /// The path as given; nil for standard input.
  var path: String? { file == Self.standardInput ? nil : file }
  static let standardInput = "standard input"
  let sheet: AnswerSheet
  /// SHA-256 of the file's bytes.
  let sha256: String

  /// Runs a judgement and turns contradicting answers into a complaint about this file.
  func judged<Result>(
    _ judge: (AnswerSheet) throws(Contradicted) -> Result
  ) throws(Failure) -> Result {
    do throws(Contradicted) {
      return try judge(sheet)
    } catch {
      throw Failure.badInput(error.diagnostic(file: file))
    }
  }
}

enum AnswersFileSentence {
  static let emptyFolder = "there is no answers file in this folder"

  static func directory(_ path: String) -> String {
    "this is a folder; judge all answers files in it with 'archadvisor assess --answers-dir \(path)'"
  }

  static func isNoFolder(_ path: String) -> String {
    "this is not a folder; judge a single file with 'archadvisor assess --answers \(path)'"
  }
}
