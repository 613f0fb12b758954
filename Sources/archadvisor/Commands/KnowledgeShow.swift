import Advice
import Reports
import YAML

extension Command {
  static let knowledgeList = Command(
    name: "knowledge list", summary: "List the files of the knowledge base by kind.",
    group: .knowledge, operands: ["[KIND]"], options: [.output(["text", "json"])],
    examples: ["knowledge list", "knowledge list vetoes"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let kind = try invocation.operands.first.map { word throws(Failure) in
      guard let kind = EntryKind(rawValue: word) else {
        throw invocation.usage(
          UsageSentence.unknownKind(word, EntryKind.allCases.map(\.rawValue)))
      }
      return kind
    }
    let report = EntriesReport(try invocation.loadSoundLibrary(), kind)
    return try invocation.write(json: report.json, page: report.page)
  }

  static let knowledgeShow = Command(
    name: "knowledge show", summary: "Show one entry of the knowledge base and who uses it.",
    group: .knowledge,
    details: [
      "ID is the name of a file without its ending. Where several kinds share it, as a question and "
        + "its criterion do, all are shown; KIND/ID shows one."
    ], operands: ["ID"], options: [.output(["text", "json"])],
    examples: ["knowledge show team-count", "knowledge show criteria/team-count -o json"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let library = try invocation.loadSoundLibrary()
    let word = invocation.operands.first ?? ""
    let found = library.entries.filter { $0.id == word || "\($0.kind.rawValue)/\($0.id)" == word }
    if found.isEmpty {
      throw invocation.usage(UsageSentence.unknownEntry(word, library.entries.map(\.id)))
    }
    let report = EntryReport(found, library)
    return try invocation.write(json: report.json, page: report.page)
  }
}

extension Invocation {
  /// Writes a report in the format asked for.
  fileprivate func write(
    json: @autoclosure () -> String, page: (_ columns: Int) -> Page
  ) throws(Failure) -> ExitCode {
    if format == "json" {
      try Output.write(json())
    } else {
      let screen = Screen(self)
      try Output.write(page(screen.columns), screen)
    }
    return .fine
  }
}
