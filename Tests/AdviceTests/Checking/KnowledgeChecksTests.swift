import TestSupport
import Testing
import YAML

@testable import Advice

@Suite("Checks of the knowledge base")
struct KnowledgeChecksTests {
  static let today = Day("2026-11-21")

  private func run(_ knowledge: SmallKnowledge) throws -> [Defect] {
    KnowledgeChecks.run(knowledge.library(), today: try #require(Self.today))
  }

  @Test("a knowledge base without mistakes gives no defect")
  func clean() throws {
    let defects = try run(CleanKnowledge.files)
    #expect(defects.map { "\($0.code.id) \($0.place.file): \($0.message)" } == [])
  }

  @Test("a planted mistake is found, and nothing else", arguments: Plant.all)
  func planted(plant: Plant) throws {
    let defects = try run(try #require(plant.planted))
    let told = defects.map { "\($0.code.id) \($0.place.file): \($0.message)" }
    #expect(told.contains { $0.hasPrefix("\(plant.code) \(plant.file)") }, "\(told)")
    #expect(defects.map(\.code.id).sorted() == ([plant.code] + plant.entails).sorted(), "\(told)")
  }

  @Test("every code has a planted mistake, and is given out once")
  func everyCode() {
    let codes = KnowledgeChecks.codes.map(\.id)
    #expect(Set(Plant.all.map(\.code)) == Set(codes))
    #expect(Set(codes).count == codes.count)
  }

  @Test("the codes are documented, and no other")
  func documented() throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let readme = try #require(contents(of: "/\(root)/knowledge/README.md"))
    let rows = String(decoding: readme, as: UTF8.self).split(separator: "\n")
      .filter { $0.hasPrefix("| KB") }
    #expect(
      rows.map(String.init)
        == KnowledgeChecks.codes.map { "| \($0.id) | \($0.severity.rawValue) | \($0.meaning) |" })
  }

  @Test("a witness is an answers file that shows its defect", arguments: Plant.all)
  func witness(plant: Plant) throws {
    let library = try #require(plant.planted).library()
    let defects = KnowledgeChecks.run(library, today: try #require(Self.today))
    for defect in defects where defect.code.id == plant.code {
      let shows = Self.shows[plant.code]
      #expect((defect.witness != nil) == (shows != nil))
      guard let witness = defect.witness, let shows else { continue }
      let complaints = Complaints()
      let document = try Document.parse(Array(witness.utf8), file: "witness")
      let sheet = AnswerSheet.read(document, library.knowledge, complaints)
      #expect(complaints.lines == [])
      let isShown = shows(Advisor(library.knowledge), sheet)
      #expect(isShown, "\(witness)")
    }
  }

  /// By code, whether an answers file shows the planted mistake.
  static let shows: [String: @Sendable (Advisor, AnswerSheet) -> Bool] = [
    "KB011": { bands($0, $1) == 2 },
    "KB012": { bands($0, $1) == 0 },
    "KB023": { advisor, sheet in
      // The level planted is low; a level before it is told instead.
      (try? advisor.assess(sheet))?.warnings.first?.severity == .high
    },
    "KB025": { advisor, sheet in
      (try? advisor.assess(sheet)).map { $0.recommendation == nil } ?? false
    },
    "KB026": { advisor, sheet in (try? advisor.assess(sheet)) == nil },
    "KB027": { advisor, sheet in (try? advisor.assess(sheet)) == nil },
    "KB041": { advisor, sheet in
      (try? advisor.assess(sheet)).map { $0.findings.isEmpty } ?? false
    },
    "KB052": { advisor, sheet in
      let assessment = try? advisor.assess(sheet)
      return assessment?.recommendation?.style == .serverless && assessment?.plan.isEmpty == true
    },
  ]

  /// In how many bands of its criterion the one answer stands.
  private static func bands(_ advisor: Advisor, _ sheet: AnswerSheet) -> Int {
    guard sheet.answers.count == 1, let (id, answer) = sheet.answers.first,
      let value = answer.values?.single, let criterion = advisor.knowledge.criterion(id)
    else { return -1 }
    return criterion.bands.count { $0.values.contains(value) }
  }

  @Test("files that cannot be read keep what they distort from being told")
  func broken() throws {
    var knowledge = CleanKnowledge.files
    knowledge.files["sources/book.yaml"] = "{source: book, title: T}"
    knowledge.files["facts/many.yaml"]?.replace("2027-01-01", with: "2026-01-02")
    #expect(try run(knowledge).map(\.code.id) == ["KB032", "KB001"])
  }
}
