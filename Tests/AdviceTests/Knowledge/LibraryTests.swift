import Knowledge
import TestSupport
import Testing
import YAML

@testable import Advice

@Suite("The whole library, as shipped and with mistakes")
struct LibraryTests {
  static func shipped() -> Library {
    let folder = KnowledgeFolder.embedded
    return Library.read(
      sha256: folder.sha256, folders: folder.folders, documents: folder.documents,
      complaints: Complaints())
  }

  @Test("every shipped file is read, and nothing is wrong with it")
  func shippedFiles() {
    let library = Self.shipped()
    #expect(library.complaints.map(\.description) == [])
    #expect(library.strayFolders == [])
    let counts = Dictionary(grouping: library.entries, by: \.kind).mapValues(\.count)
    #expect(library.handbook.sources.count == counts[.sources])
    #expect(library.handbook.styles.map(\.style) == Style.allCases)
    #expect(library.handbook.tradeoffs.count == counts[.tradeoffs])
    #expect(library.handbook.matrix.count == counts[.matrix] ?? 0)
    #expect(library.casebook.cases.count == counts[.cases])
    #expect(library.casebook.examples.count == counts[.examples] ?? 0)
    #expect(library.entries.allSatisfy { !$0.id.isEmpty && !$0.summary.isEmpty })
  }

  @Test("a case keeps the basis of its answers and the order of its file")
  func caseAnswers() throws {
    let segment = try #require(
      Self.shipped().casebook.cases.first { $0.id == "segment-goodbye-microservices" })
    #expect(segment.given.first?.question == "service-count")
    #expect(segment.answers()["team-count"]?.values?.single == 1)
    #expect(segment.answers(statedOnly: true)["team-count"] == nil)
    #expect(segment.answers(statedOnly: true)["service-count"] != nil)
    #expect(segment.accepts(.modularMonolith) && !segment.accepts(.services))
  }

  /// A sign that no pattern names would be looked for by nobody.
  @Test("every sign of a mesh shows a pattern")
  func signs() {
    let named = Set(Self.shipped().knowledge.patterns.flatMap(\.seenAs))
    #expect(named == Set(MeshSign.allCases))
  }

  @Test("who uses an entry is the same asked one by one or by the index")
  func index() {
    let library = Self.shipped()
    let index = library.index()
    for entry in library.entries.prefix(120) {
      #expect(Set(index.users(of: entry.name)) == Set(library.users(of: entry).map(\.name)))
    }
    #expect(!index.users(of: EntryName(kind: .styles, id: "microservices")).isEmpty)
  }

  static let head = "knowledge: archadvisor.knowledge/1\nversion: 1.0.0\nreviewed: 2026-11-21\n"
  static let mistakes: [(path: String, text: String, complaint: String)] = [
    (
      "sources/a.yaml", "source: a\ntitle: A\nkind: poem\n",
      "sources/a.yaml:3:7: error: 'poem' is not one of article, book, paper, documentation, talk, "
        + "survey, note"
    ),
    (
      "patterns/a.yaml",
      "{pattern: a, title: A, styles: [services], group: data, what: w, use-when: u, why: w,\n"
        + " benefit: b, cost: c, because: b, related: [],\n seen-as: [breaker, smoke]}\n",
      "patterns/a.yaml:3:21: error: 'smoke' is not one of breaker, ejection, concurrency-limit, "
        + "retry-budget, rate-limit, retries, timeouts, shedding, instances, versions, entry, "
        + "health-checks, messages"
    ),
    (
      "patterns/a.yaml",
      "{pattern: a, title: A, styles: [services], group: data, what: w, use-when: u, why: w,\n"
        + " benefit: b, cost: c, because: b, related: [],\n seen-as: [retries, retries]}\n",
      "patterns/a.yaml:3:21: error: 'retries' stands here twice; name every sign once"
    ),
    (
      "patterns/a.yaml",
      "{pattern: a, title: A, styles: [services], group: data, what: w, use-when: u, why: w,\n"
        + " benefit: b, cost: c, because: b, related: [],\n in-the-shop: [{at: till, text: T.}]}\n",
      "patterns/a.yaml:3:21: error: 'till' is not one of gateway, registry, broker, user, product, "
        + "inventory, payment, order"
    ),
    (
      "tradeoffs/a.yaml",
      "tradeoff: a\ntitle: A\ntext: T.\ncolumns: [B, C]\nrows:\n  - [d, e, f]\n",
      "tradeoffs/a.yaml:6:5: error: the row has 3 cells, the table has 2 columns"
    ),
    (
      "styles/lambda.yaml",
      "style: lambda\ntitle: L\ndefinition: D.\ncharacteristics: []\nbenefits: []\nuse-cases: []\n"
        + "challenges: {developers: [], operations: []}\n",
      "styles/lambda.yaml:1:8: error: 'lambda' is not one of monolith, modular-monolith, services, "
        + "microservices, serverless"
    ),
    (
      "matrix/a.yaml",
      "line: a\norder: 1\npoints-to: monolith\ntext: T.\nwhen: {question: size, is: big}\n",
      "matrix/a.yaml:5:18: error: there is no question 'size'"
    ),
    (
      "cases/a.yaml",
      "case: a\ntitle: A\nsource: B\nkind: textbook\noutcome: monolith\nconfidence: low\n"
        + "answers: {size: 3}\n",
      "cases/a.yaml:7:11: error: there is no question 'size'; 'archadvisor questions' lists them"
    ),
    (
      "examples/a.yaml", "example: a\ntitle: A\nanswers: {}\nexpect: {recommendatio: monolith}\n",
      "examples/a.yaml:4:10: error: unknown key 'recommendatio'; did you mean 'recommendation'?"
    ),
    (
      "knowledge.yaml", head + "aims: {outcome: 101}\n",
      "knowledge.yaml:4:17: error: expected a percentage from 0 to 100, found '101'"
    ),
  ]

  @Test("a condition with too many alternatives is refused before it takes memory")
  func alternatives() {
    var knowledge = SmallKnowledge()
    knowledge.addQuestion("a", words: 3, order: 1)
    let either = "{any: [{question: a, is: a}, {question: a, is: b}]}"
    func complaints(_ when: String) -> [String] {
      let complaints = Complaints()
      knowledge.files["findings/f.yaml"] =
        "{finding: f, message: M., when: \(when), sources: []}"
      _ = knowledge.read(complaints)
      return complaints.lines
    }
    func all(_ count: Int) -> String {
      "{all: [\(Array(repeating: either, count: count).joined(separator: ", "))]}"
    }
    #expect(complaints(all(9)) == [])
    let refusal =
      "findings/f.yaml:1:33: error: the condition can be true in more than 1000 ways; "
      + "divide it among several rules"
    #expect(complaints(all(10)) == [refusal])
    #expect(complaints(all(200)) == [refusal])
    // Negated, a choice becomes a demand and a demand a choice.
    #expect(complaints("{not: \(all(200))}") == [])
    let both = either.replacing("any", with: "all")
    #expect(
      complaints("{not: {any: [\(Array(repeating: both, count: 10).joined(separator: ", "))]}}")
        == [refusal])
  }

  @Test("mistakes are told with their place", arguments: mistakes)
  func mistake(_ path: String, _ text: String, _ complaint: String) {
    let complaints = Complaints()
    var knowledge = SmallKnowledge()
    knowledge.files[path] = text
    _ = knowledge.library(complaints)
    #expect(complaints.lines == [complaint])
  }
}
