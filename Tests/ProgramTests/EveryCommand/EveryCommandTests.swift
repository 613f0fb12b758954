import TestSupport
import Testing

/// What holds for every command in every format.
@Suite struct EveryCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func everyCommandIsInTheTable() throws {
    #expect(try CommandCall.commands().count >= 5)
    #expect(try CommandCall.unknown() == [])
  }

  @Test func worksAndRepeatsItself() throws {
    let answers = try AnswersFolder.path("ticket-sales.yaml")
    for call in try CommandCall.all() {
      let first = try Program.archadvisor.run(arguments: call.arguments(answers: answers))
      #expect(first.status == 0, "\(call): \(first)")
      #expect(first.output.hasSuffix("\n"), "\(call)")
      #expect(!first.outputBytes.contains(0x1b), "\(call): a pipe gets no escape sequences")
      let second = try Program.archadvisor.run(
        arguments: call.arguments(answers: answers), in: folder.path,
        environment: ["LANG": "de_DE.UTF-8", "TZ": "Asia/Tokyo", "LC_ALL": "C"])
      let isSame = second.outputBytes == first.outputBytes
      #expect(isSame, "\(call): folder, language and time of day change nothing")
    }
  }

  @Test func refusesBadAnswers() throws {
    let broken = try folder.file("broken.yaml", "answers: [\n")
    for call in try CommandCall.all() where call.readsAnswers {
      for (path, status) in [(broken, 65), (folder.path, 65), (folder.path("missing"), 74)] {
        let run = try Program.archadvisor.run(arguments: call.arguments(answers: path))
        #expect(run.status == Int32(status), "\(call) with \(path): \(run)")
        #expect(run.output == "", "\(call)")
        #expect(run.errors.hasPrefix("\(path):"), "\(call): \(run.errors)")
      }
    }
  }

  @Test func reportsOutputsThatFail() throws {
    let answers = try AnswersFolder.path("ticket-sales.yaml")
    for call in try CommandCall.all() {
      for output in [Program.Output.closedPipe, .file("/dev/full")] {
        let run = try Program.archadvisor.run(
          arguments: call.arguments(answers: answers), output: output)
        #expect(run.status == 74, "\(call) into \(output): \(run)")
        #expect(run.errors.hasPrefix("standard output: error: "), "\(call): \(run.errors)")
      }
    }
  }

  /// Texts that would clear the screen, set the title, reorder or break lines.
  @Test func neverPassesControlCharactersOn() throws {
    let nasty = #"x\e[2J\e]0;t\a\x9b31m\r\u202e\u2028\u200by"#
    let answers = try folder.file(
      "answers.yaml",
      """
      schema: archadvisor.answers/1
      system: "\(nasty)"
      answers:
        team-size: {value: 6, note: "\(nasty)"}
        team-count: {not-applicable: "\(nasty)"}
        consistency: strong

      """)
    for call in try CommandCall.all() where call.readsAnswers {
      let run = try Program.archadvisor.run(arguments: call.arguments(answers: answers))
      #expect(run.status == 0, "\(call): \(run)")
      let steering = (run.output + run.errors).unicodeScalars.filter {
        $0.properties.generalCategory == .control && $0 != "\n" || $0.value == 0x202e
          || $0.value == 0x2028 || $0.value == 0x200b
      }
      #expect(steering.isEmpty, "\(call) passes on \(steering.map(\.value))")
    }
  }
}
