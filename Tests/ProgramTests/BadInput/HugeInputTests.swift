import TestSupport
import Testing

/// Input made to exhaust the machine: refused within seconds and within 200 megabytes of address
/// space, never with a trap.
@Suite struct HugeInputTests {
  static let head = "schema: archadvisor.answers/1\nanswers:\n"

  /// Aliases of aliases: nine lines that would stand for a thousand million words.
  static let aliases =
    "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    + (1...8).map { level in
      let names = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      return "a\(level): &a\(level) [\(names)]\n"
    }.joined()

  static let inputs: [(name: String, text: String)] = [
    ("alias bomb", aliases),
    ("a list in a list, 100000 deep", String(repeating: "[", count: 100_000)),
    ("a mapping in a mapping, 100000 deep", String(repeating: "{a: ", count: 100_000)),
    (
      "a block in a block, 500 deep",
      (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    ),
    ("one word of 900 kB", head + "  team-size: " + String(repeating: "9", count: 900_000)),
    ("one key of 900 kB", head + "  " + String(repeating: "k", count: 900_000) + ": 1\n"),
    ("100000 keys", head + (0..<60_000).map { "  k\($0): 1\n" }.joined()),
    ("900 kB of open quotes", head + "  a: \"" + String(repeating: "\\e", count: 450_000)),
  ]

  @Test(arguments: inputs.indices) func isRefused(_ index: Int) throws {
    let run = try Program.archadvisor.run(
      "assess", "--answers", "-", input: Self.inputs[index].text, memory: 200,
      deadline: .seconds(20))
    #expect(run.status == 65, "\(Self.inputs[index].name): \(run)")
    #expect(run.output == "")
    #expect(run.errorBytes.count < 100_000)
  }

  @Test func fiftyMegabytesAreRefusedUnread() throws {
    let folder = try TemporaryFolder()
    let line = "  # " + String(repeating: "x", count: 95) + "\n"
    let file = try folder.file("answers.yaml", Self.head + String(repeating: line, count: 500_000))
    let run = try Program.archadvisor.run("assess", "--answers", file, memory: 200)
    #expect(run.status == 65)
    #expect(run.errors.contains("at most"))
    #expect(run.errorLines.count == 1)
  }

  @Test func anEndlessFileIsRefused() throws {
    let run = try Program.archadvisor.run(
      "assess", "--answers", "/dev/zero", memory: 200, deadline: .seconds(20))
    #expect(run.status == 65)
  }
}
