import TestSupport
import Testing

/// What the README shows is what the program prints: every block that begins with `$ archadvisor`
/// is run in the top folder and compared.
@Suite struct ReadmeTests {
  @Test func showsRealOutput() throws {
    let path = try Tree.path("README.md")
    let readme = try text(path)
    var mended = readme
    let blocks = readme.components(between: "```text\n$ archadvisor ", and: "```")
    #expect(!blocks.isEmpty)
    for block in blocks {
      let lines = block.split(separator: "\n", maxSplits: 1).map(String.init)
      let words = lines[0].shellWords
      let run = try Program.archadvisor.run(
        arguments: words, in: try Tree.path("."), environment: ["COLUMNS": "80"])
      #expect(run.status == 0, "archadvisor \(lines[0])")
      let real = "\(lines[0])\n\(run.output)"
      if real != block, let range = mended.firstRange(of: block) {
        mended.replaceSubrange(range, with: real)
      }
    }
    try expectSame(mended, path)
  }

  @Test func namesScriptsThatExist() throws {
    let readme = try text(Tree.path("README.md"))
    let words = readme.components(between: "Scripts/", and: " ")
    let scripts = words.map { $0.prefix { $0.isLetter || $0 == "-" } }.filter { !$0.isEmpty }
    #expect(scripts.count >= 3)
    for script in scripts {
      #expect(throws: Never.self) { try Tree.path("Scripts/\(script)") }
    }
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try #require(contents(of: path)), as: UTF8.self)
  }
}

extension String {
  /// The words as a shell takes them, single quotes holding some together.
  fileprivate var shellWords: [String] {
    split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { place, part in
      place % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }

  /// The texts between two marks, in order.
  fileprivate func components(between start: String, and end: String) -> [String] {
    var result: [String] = []
    var rest = self[...]
    while let opened = rest.firstRange(of: start) {
      rest = rest[opened.upperBound...]
      guard let closed = rest.firstRange(of: end) else { return result }
      result.append(String(rest[..<closed.lowerBound]))
      rest = rest[closed.upperBound...]
    }
    return result
  }
}
