import Advice
import Files
import JSON
import Reports
import YAML

extension Option {
  static let answersFolder = Option(
    "answers-dir", value: "DIR",
    "Judge every file in DIR and print one line of JSON for each, in the order of their names.")
}

extension Invocation {
  /// Judges all files of a folder. A bad one does not stop the others.
  func assessFolder(_ folder: String) throws(Failure) -> ExitCode {
    if value("answers") != nil {
      throw usage(UsageSentence.excludesEachOther("answers", "answers-dir"))
    }
    if let format = value("output"), format != "json" {
      throw usage(UsageSentence.folderIsJSON(format))
    }
    let names = try answersFiles(in: folder)
    let advisor = Advisor(try loadKnowledge())
    let gates = try gates(advisor.knowledge)
    let weights = try weights(advisor.knowledge)
    let depth = try depth()
    var chunk = Chunk()
    var code = ExitCode.fine
    for name in names {
      let line: [UInt8]
      do throws(Failure) {
        let loaded = try loadAnswers("\(folder)/\(name)", advisor.knowledge, weights)
        let report = try assess(loaded, advisor, depth)
        line = AssessmentJSON(report, pretty: false, name: name).bytes
        if check(gates, report.assessment, file: name) == .no, code == .fine { code = .no }
      } catch {
        line = Self.line(name, error)
        code = .badInput
      }
      try chunk.add(line)
    }
    try chunk.flush()
    return code
  }

  private static func line(_ name: String, _ failure: Failure) -> [UInt8] {
    var json = JSONWriter(pretty: false)
    json.object {
      $0.string("file", name)
      $0.string("error", failure.lines.joined(separator: "\n"))
    }
    return json.bytes
  }

  /// The names of all files to judge. None at all is a mistake somebody should hear of.
  private func answersFiles(in folder: String) throws(Failure) -> [String] {
    let names: [String]
    do throws(FileProblem) {
      names = try Files.names(in: folder)
    } catch {
      guard error.reason == .isNoDirectory else { throw Failure.file(error) }
      throw Failure.badInput(
        Diagnostic(Place(file: folder), AnswersFileSentence.isNoFolder(folder)))
    }
    let files = names.filter { !$0.hasPrefix(".") && Files.isRegular("\(folder)/\($0)") }
    if files.isEmpty {
      throw Failure.badInput(Diagnostic(Place(file: folder), AnswersFileSentence.emptyFolder))
    }
    return files
  }
}

/// Lines on their way to standard output, written many at a time.
private struct Chunk {
  private var bytes: [UInt8] = []
  private static let size = 1 << 18

  mutating func add(_ line: [UInt8]) throws(Failure) {
    bytes += line
    if bytes.count >= Self.size { try flush() }
  }

  mutating func flush() throws(Failure) {
    try Output.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
