import Advice
import Dashboard
import Terminal
import TestSupport
import Testing

/// Text from files is drawn, never obeyed.
@Suite struct HostileTextTests {
  private static let hostile =
    "x\u{1B}]52;c;AAAA\u{07}\r\u{202E}drow\u{200B}\u{9B}2J\u{FE0F}網\ttab"

  @Test(arguments: ["60x16", "80x24", "120x36"])
  func namesAndNotes(_ size: String) throws {
    var sheet = try OfficeKnowledge.sheet("{}")
    sheet.system = Self.hostile
    sheet.answers["team-count"] = Answer(.notApplicable(reason: Self.hostile))
    sheet.answers["workload"] = Answer(
      .values(ValueSet(values: [1])), source: .measured, note: Self.hostile)
    var state = DashboardState(
      advisor: OfficeKnowledge.advisor, interview: Interview(sheet, path: Self.hostile),
      size: try #require(Size(text: size)))
    for keys in ["", "p", "l", "Home Enter End", "2", "Enter", "Esc Down Down Enter", "Esc S"] {
      for event in try KeyScript.events(keys) { _ = state.update(.input(event)) }
      let text = FrameText.text(state.view().buffer)
      let steering = text.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n"
        case .format, .lineSeparator, .paragraphSeparator: true
        default: scalar.value == 0xFE0F
        }
      }
      #expect(steering.isEmpty, "after \(keys)")
    }
  }

  @Test func aHostilePathIsVisible() throws {
    let session = try Session(size: "120x36", path: Self.hostile)
    try expectGolden(session.screen, "hostile-path-120x36.txt")
  }
}
