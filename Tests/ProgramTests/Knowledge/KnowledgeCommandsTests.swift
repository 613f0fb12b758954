import TestSupport
import Testing

/// `knowledge check`, `test`, `list` and `show` as a script sees them.
@Suite struct KnowledgeCommandsTests {
  private func run(_ words: String..., input: String = "") throws -> ProgramRun {
    try Program.archadvisor.run(arguments: words, input: Array(input.utf8))
  }

  /// A folder with the clean knowledge base after a change.
  private func folder(_ change: (inout SmallKnowledge) -> Void = { _ in }) throws
    -> TemporaryFolder
  {
    var knowledge = CleanKnowledge.files
    change(&knowledge)
    let folder = try TemporaryFolder()
    try knowledge.write(into: folder)
    return folder
  }

  @Test func theShippedKnowledgeHasNoMistakes() throws {
    let check = try run("knowledge", "check", "--today", "2026-11-21")
    #expect(check.status == 0, "\(check)")
    #expect(check.output.hasPrefix("No mistakes: "))
    #expect(check.errors == "")
  }

  @Test func aMistakeIsToldWithItsPlaceAndAWitnessThatAssessTakes() throws {
    let folder = try folder { $0.files["criteria/size.yaml"]?.replace("[5, 6]", with: "[6, 6]") }
    let check = try run("knowledge", "check", "--knowledge", folder.path, "--today", "2026-11-21")
    #expect(check.status == 1)
    let lines = check.output.split(separator: "\n")
    let first = "\(folder.path)/criteria/size.yaml:1:1: error: KB012 no band covers 5; add one"
    #expect(lines.first.map(String.init) == first)
    let witness = lines.dropFirst().filter { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }
      .joined(separator: "\n")
    let assess = try run(
      "assess", "--knowledge", folder.path, "--answers", "-", "-o", "json", input: witness)
    #expect(assess.status == 0, "\(assess)")
  }

  @Test func factsExpireByTheDayHandedIn() throws {
    let folder = try folder()
    func check(_ day: String) throws -> ProgramRun {
      try run("knowledge", "check", "--knowledge", folder.path, "--today", day)
    }
    #expect(try check("2026-12-31").status == 0)
    let expired = try check("2027-01-01")
    #expect(expired.status == 1)
    #expect(expired.output.contains("KB032"))
    #expect(try check("tomorrow").status == 64)
  }

  @Test func aFolderThatCannotBeReadIsTold() throws {
    let none = try TemporaryFolder().path("none")
    #expect(try run("knowledge", "check", "--knowledge", none).status == 74)
    let broken = try folder { $0.files["facts/many.yaml"] = "fact: [" }
    let check = try run("knowledge", "check", "--knowledge", broken.path)
    #expect(check.status == 1)
    #expect(check.output.contains("facts/many.yaml:"))
    #expect(check.output.contains("KB001"))
    let test = try run("knowledge", "test", "--knowledge", broken.path)
    #expect(test.status == 65)
    #expect(test.output == "")
  }

  @Test func testsPassFailAndMustExist() throws {
    let clean = try folder()
    let passed = try run("knowledge", "test", "--knowledge", clean.path)
    #expect(passed.status == 0, "\(passed)")
    #expect(passed.errors == "proofs: 8 of 8\nexamples: 1 of 1\ncases: 1 of 1\n")
    #expect(try run("knowledge", "test", "--knowledge", clean.path, "-q").errors == "")

    let mutated = try folder {
      $0.files["findings/small.yaml"]?.replace("at-most", with: "at-least")
    }
    let failed = try run("knowledge", "test", "--knowledge", mutated.path, "-o", "json")
    #expect(failed.status == 1)
    #expect(failed.output.contains("\"passed\": false"))

    let none = try TemporaryFolder()
    try SmallKnowledge().write(into: none)
    let nothing = try run("knowledge", "test", "--knowledge", none.path)
    #expect(nothing.status == 1)
    #expect(nothing.output.contains("nothing to test"))
  }

  @Test func listAndShowOfferWhatIsMeant() throws {
    #expect(try run("knowledge", "list", "vetoes").output.hasPrefix("vetoes ("))
    let kind = try run("knowledge", "list", "vetos")
    #expect(kind.status == 64)
    #expect(kind.errors.contains("did you mean 'vetoes'?"))

    let shown = try run("knowledge", "show", "team-count")
    #expect(shown.status == 0)
    #expect(
      shown.output.contains("question team-count") && shown.output.contains("criterion team-count"))
    let one = try run("knowledge", "show", "criteria/team-count")
    #expect(!one.output.contains("question team-count\n") && one.output.hasPrefix("criterion"))
    let unknown = try run("knowledge", "show", "sage")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("did you mean 'saga'?"))
    #expect(try run("knowledge", "show").status == 64)
  }
}
