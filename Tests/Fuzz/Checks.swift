import Advice
import Glibc
import YAML

/// What holds for every complaint, whatever the file held.
func checkComplaint(_ complaint: Diagnostic) {
  let line = complaint.description
  precondition(line.unicodeScalars.allSatisfy { !$0.steersTerminal }, "steers a terminal: \(line)")
  precondition(complaint.place.line >= 1 && complaint.place.column >= 1, "no place: \(line)")
  precondition(line.utf8.count < 4000, "longer than a screen: \(line.prefix(200))")
}

/// What holds for every verdict, whatever the answers and the rules.
func checkVerdict(_ assessment: Assessment) {
  precondition(Set(assessment.styles.map(\.style)).count == Style.allCases.count)
  for result in assessment.styles {
    let sum = result.contributions.map(\.points).reduce(Points.zero, +)
    precondition(sum == result.score, "the points of \(result.style) do not add up")
    precondition(result.low <= result.score && result.score <= result.high)
  }
  let winner = assessment.recommendation?.style
  precondition(winner.map(assessment.possibleWinners.contains) ?? true)
  if let only = assessment.necessaryWinner { precondition(assessment.possibleWinners == [only]) }
}

/// The knowledge of the tree, one kind at a time. The fuzzer is started in the tree's top folder.
func documents(of kind: String) -> [Document] {
  let folder = kind.isEmpty ? "knowledge" : "knowledge/\(kind)"
  var found = glob_t()
  defer { globfree(&found) }
  guard glob("\(folder)/*.yaml", 0, nil, &found) == 0 else { return [] }
  return (0..<Int(found.gl_pathc)).compactMap { index in
    guard let name = found.gl_pathv[index].map({ String(cString: $0) }) else { return nil }
    return contents(of: name).flatMap { try? Document.parse($0, file: name) }
  }
}

private func contents(of path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var buffer = [UInt8](repeating: 0, count: ParserLimits.standard.bytes)
  return Array(buffer[..<fread(&buffer, 1, buffer.count, file)])
}
