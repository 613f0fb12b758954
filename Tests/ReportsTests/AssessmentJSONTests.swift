import Advice
import JSON
import Reports
import TestSupport
import Testing
import YAML

@Suite("A verdict as JSON")
struct AssessmentJSONTests {
  private func text(_ json: AssessmentJSON) -> String {
    String(decoding: json.bytes, as: UTF8.self)
  }

  @Test("golden files", arguments: AssessmentTextTests.sheets)
  func golden(_ name: String, _ answers: String) throws {
    let json = AssessmentJSON(try AssessmentTextTests.report(answers))
    try expectGolden(text(json), "\(name).json")
  }

  @Test("one line says the same as many, after the name of the file")
  func compact() throws {
    let report = try AssessmentTextTests.report("{team-size: 6}")
    let line = text(AssessmentJSON(report, pretty: false, name: "a.yaml"))
    #expect(line.hasPrefix(#"{"file":"a.yaml","schema":"archadvisor.assessment/1","#))
    #expect(line.filter { $0 == "\n" }.count == 1 && line.hasSuffix("\n"))
    let words = text(AssessmentJSON(report)).filter { !$0.isWhitespace }.dropFirst()
    #expect(line.filter { !$0.isWhitespace }.dropFirst(#"{"file":"a.yaml","#.count) == words)
  }

  @Test("the points of every style add up to its score", arguments: AssessmentTextTests.sheets)
  func sums(_ name: String, _ answers: String) throws {
    let json = AssessmentJSON(try AssessmentTextTests.report(answers))
    let root = try Document.parse(json.bytes, file: name).root
    let styles = try #require(root["styles"]).items
    #expect(styles.count == 5)
    for style in styles {
      let points = style["contributions"]?.items.compactMap { thousandths($0["points"]) } ?? []
      #expect(points.count == 3)
      #expect(thousandths(style["score"]) == points.reduce(0, +))
    }
  }

  private func thousandths(_ node: Node?) -> Int? {
    node?.text.flatMap { Int($0.filter { $0 != "." }) }
  }

  @Test("texts of a file are escaped")
  func hostile() throws {
    let report = try AssessmentTextTests.report("{}", system: "\"\\\u{1B}\u{9B}\u{202E}</script>é")
    #expect(
      text(AssessmentJSON(report)).contains(
        #""system": "\"\\\u001b\u009b\u202e</script>é""#))
  }
}
