import TestSupport
import Testing

/// An answers file that has to be refused, and what each line of the refusal must say.
struct BadAnswers: Sendable, CustomTestStringConvertible {
  /// The place and a part of one complaint.
  struct Complaint: Sendable {
    let place: String
    let says: String
  }

  let name: String
  let text: String
  let complaints: [Complaint]

  var testDescription: String { name }

  /// - Parameter answers: the lines under `answers:`, which is the third line of the file.
  init(_ name: String, answers: String, _ complaints: (place: String, says: String)...) {
    self.name = name
    text = "schema: archadvisor.answers/1\nanswers:\n" + answers
    self.complaints = complaints.map { Complaint(place: $0.place, says: $0.says) }
  }

  init(_ name: String, file: String, _ complaints: (place: String, says: String)...) {
    self.name = name
    text = file
    self.complaints = complaints.map { Complaint(place: $0.place, says: $0.says) }
  }
}

/// Everything people get wrong in an answers file: exit 65, nothing on standard output, one line a
/// problem with its place, all of them in one run.
@Suite struct BadAnswersTests {
  static let table: [BadAnswers] = [
    BadAnswers("empty", file: "", ("1:1", "the file is empty")),
    BadAnswers("only a comment", file: "# soon\n", ("1:1", "the file is empty")),
    BadAnswers("a sentence", file: "six people\n", ("1:1", "found 'six people'")),
    BadAnswers("not YAML", file: "answers: [1, 2\n", ("2:1", "not valid YAML")),
    BadAnswers("a NUL byte", file: "answers: {}\n\0", ("2:1", "control characters")),
    BadAnswers("another schema", file: "schema: x/2\nanswers: {}\n", ("1:9", "found 'x/2'")),
    BadAnswers("no schema", file: "answers: {}\n", ("1:1", "'schema' is missing")),
    BadAnswers(
      "several documents", answers: "  team-size: 6\n---\nanswers: {}\n", ("4:1", "second document")
    ),
    BadAnswers(
      "a key twice", answers: "  team-size: 6\n  team-count: 1\n  team-size: 7\n",
      ("5:3", "'team-size' stands already on line 3")),
    BadAnswers(
      "unknown question", answers: "  team-sise: 6\n", ("3:3", "did you mean 'team-size'?")),
    BadAnswers(
      "outside the domain",
      answers: "  team-size: 0\n  team-count: 99999999999999999999\n  consistency: stong\n",
      ("3:14", "from 1 to 100000"), ("4:15", "from 1 to 10000"), ("5:16", "did you mean 'strong'?")),
    BadAnswers(
      "wrong type",
      answers: "  team-size: six\n  team-count: [1, 2]\n  consistency: 3\n  service-count: '4'\n",
      ("3:14", "found 'six'"), ("4:15", "found a list"), ("5:16", "found '3'"),
      ("6:18", "in quotes")),
    BadAnswers(
      "numbers in other notations",
      answers: "  team-size: 6.5\n  team-count: 1e3\n  availability-target: 99.9999999\n",
      ("3:14", "a whole number"), ("4:15", "a whole number"), ("5:24", "at most five decimals")),
    BadAnswers("no value", answers: "  team-size:\n", ("3:13", "or unknown; found ''")),
    BadAnswers(
      "a range upside down", answers: "  team-count: {value: [4, 2]}\n", ("3:23", "write [2, 4]")),
    BadAnswers(
      "a range of three", answers: "  team-count: {value: [1, 2, 3]}\n", ("3:23", "two numbers")),
    BadAnswers(
      "a word twice", answers: "  workload: {value: [batch, batch]}\n", ("3:21", "different words")),
    BadAnswers(
      "unknown keys", answers: "  team-size: {value: 6, sorce: mesh}\nwieghts: {}\n",
      ("3:25", "did you mean 'source'?"), ("4:1", "did you mean 'weights'?")),
    BadAnswers(
      "unknown source", answers: "  team-size: {value: 6, source: guess}\n",
      ("3:33", "measured, documented, estimated, mesh")),
    BadAnswers(
      "value and not applicable", answers: "  team-size: {value: 6, not-applicable: none}\n",
      ("3:14", "either 'value' or 'not-applicable'")),
    BadAnswers(
      "weights", answers: "  team-size: 6\nweights: {team-sise: 1, consistency: -1}\n",
      ("4:11", "did you mean 'team-size'?"), ("4:38", "found '-1'")),
    BadAnswers(
      "an alias", file: "a: &a [x]\nb: *a\n", ("1:4", "anchor is not supported"),
      ("2:4", "alias is not supported")),
    BadAnswers(
      "problems of every layer in one run",
      answers: "  team-sise: 6\n  consistency: &c strong\n  team-count: 1\n  team-count: many\n",
      ("3:3", "did you mean 'team-size'?"), ("4:16", "anchor is not supported"),
      ("6:3", "stands already on line 5"), ("6:15", "found 'many'")),
    BadAnswers(
      "a tag", answers: "  team-size: !!int 6\n", ("3:14", "tag is not supported")),
    BadAnswers(
      "control characters",
      answers: "  \"\\e[31mteam\": 6\n  consistency: \"\\e]0;x\\a\u{202e}\"\n",
      ("3:3", "'?[31mteam'"), ("4:16", "found '?]0;x??'")),
  ]

  @Test(arguments: table) func isRefused(_ bad: BadAnswers) throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("answers.yaml", bad.text)
    let run = try Program.archadvisor.run("assess", "--answers", file, "-o", "json")
    #expect(run.status == 65)
    #expect(run.output == "")
    #expect(run.errorLines.count == bad.complaints.count, "\(run)")
    for (line, complaint) in zip(run.errorLines, bad.complaints) {
      #expect(line.hasPrefix("\(file):\(complaint.place): error: "))
      #expect(line.contains(complaint.says))
    }
  }

  @Test func standardInputIsNamed() throws {
    let run = try Program.archadvisor.run("assess", "--answers", "-", input: "answers: {}\n")
    #expect(run.errorLines == ["standard input:1:1: error: the key 'schema' is missing"])
    #expect(run.status == 65)
  }

  @Test func contradictionNamesBothLines() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file(
      "answers.yaml",
      "schema: archadvisor.answers/1\nanswers:\n  team-size: 1\n  team-count: 3\n")
    let run = try Program.archadvisor.run("assess", "--answers", file)
    #expect(run.status == 65)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("\(file):4:"))
    #expect(run.errors.contains("line 3"))
    #expect(run.errors.contains("team-size") && run.errors.contains("team-count"))
  }

  @Test func hundredsOfProblemsAreCounted() throws {
    let lines = (1...250).map { "  question-\($0): yes\n" }.joined()
    let run = try Program.archadvisor.run(
      "assess", "--answers", "-", input: "schema: archadvisor.answers/1\nanswers:\n" + lines)
    #expect(run.status == 65)
    #expect(run.errorLines.count == 101)
    #expect(run.errorLines.last == "and 150 more")
  }
}
