import Glibc
public import Testing

/// Expects a text to equal the golden file `Golden/NAME` beside the suite.
///
/// With RECORD_GOLDEN=1 in the environment the file is rewritten and the test fails all the same,
/// so that a recording never passes unseen: look at the difference, then run again without it.
public func expectGolden(
  _ text: String, _ name: String, suite: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try expectSame(text, folder(of: suite) + "/Golden/" + name, sourceLocation: sourceLocation)
}

/// Expects a text to equal the file at a path; recorded like a golden file.
public func expectSame(
  _ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let name = path.split(separator: "/").last ?? ""
  let repair = "RECORD_GOLDEN=1 swift test --filter \(sourceLocation.moduleName)"
  if getenv("RECORD_GOLDEN") != nil {
    mkdir(folder(of: path), 0o755)
    try write(text.utf8, to: path)
    Issue.record("recorded \(name): look at the difference", sourceLocation: sourceLocation)
    return
  }
  guard let bytes = contents(of: path) else {
    Issue.record("no golden file \(name); record it: \(repair)", sourceLocation: sourceLocation)
    return
  }
  let golden = String(decoding: bytes, as: UTF8.self)
  if text != golden {
    Issue.record(
      "\(name), \(difference(expected: golden, actual: text)); if this is meant: \(repair)",
      sourceLocation: sourceLocation)
  }
}

/// The first line in which two texts differ, with both readings.
func difference(expected: String, actual: String) -> String {
  let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let actual = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let same = zip(expected, actual).prefix { $0 == $1 }.count
  func line(_ lines: [Substring]) -> String {
    same < lines.count ? "'\(lines[same])'" : "the end"
  }
  return "line \(same + 1) is \(line(actual)), golden is \(line(expected))"
}

private func folder(of path: String) -> String {
  String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
}
