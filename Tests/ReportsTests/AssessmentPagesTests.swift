import Advice
import Reports
import TestSupport
import Testing
import YAML

@Suite("A verdict as Markdown and as a page")
struct AssessmentPagesTests {
  @Test("golden files")
  func golden() throws {
    for sheet in AssessmentTextTests.sheets.prefix(2) {
      let report = try AssessmentTextTests.report(sheet.answers)
      try expectGolden(report.markdown, "\(sheet.name).md")
      try expectGolden(report.html, "\(sheet.name).html")
    }
  }

  static let hostile =
    "</title><script>alert(1)</script>\u{1B}[31m\u{202E}\n# [x](javascript:y) `a` *b* \"c\" 'd' & e|f"

  @Test("text of a file is text in Markdown")
  func markdown() throws {
    let report = try AssessmentTextTests.report("{}", system: Self.hostile)
    #expect(
      report.markdown.hasPrefix(
        ##"# \</title\>\<script\>alert(1)\</script\>?\[31m? \# \[x\](javascript:y) \`a\` \*b\* "##
          + ##""c" 'd' \& e\|f: "##))
    #expect(report.markdown.unicodeScalars.allSatisfy { $0 == "\n" || !$0.steersTerminal })
  }

  @Test("text of a file is text in a page, and a page loads nothing and links to its own places")
  func page() throws {
    let html = try AssessmentTextTests.report("{team-size: 6}", system: Self.hostile).html
    #expect(html.contains("<h1>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;?[31m?"))
    #expect(html.contains("&quot;c&quot; &#39;d&#39; &amp; e|f"))
    #expect(html.unicodeScalars.allSatisfy { $0 == "\n" || !$0.steersTerminal })
    for word in ["<script", "<link", "<img", "src=", "url("] { #expect(!html.contains(word)) }
    let links = html.split(separator: "href=\"").dropFirst().compactMap {
      $0.split(separator: "\"").first.map(String.init)
    }
    let anchors = Set(links.filter { $0.hasPrefix("#") })
    #expect(!anchors.isEmpty && anchors.allSatisfy { html.contains("id=\"\($0.dropFirst())\"") })
    #expect(anchors == Set(links))
  }

  @Test("every element that opens closes")
  func wellFormed() throws {
    let html = try AssessmentTextTests.report("{team-size: 3}").html
    var open: [Substring] = []
    for match in html.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/) {
      if ["meta"].contains(match.2) || match.3 == "/" { continue }
      if match.1.isEmpty {
        open.append(match.2)
      } else {
        #expect(open.popLast() == match.2)
      }
    }
    #expect(open.isEmpty)
  }
}
