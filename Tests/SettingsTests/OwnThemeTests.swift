import Settings
import Terminal
import Testing
import YAML

@Suite struct OwnThemeTests {
  private func read(_ text: String, _ name: String = "forest") -> (Theme?, [String]) {
    let complaints = Complaints()
    let theme = ThemeReader.read(Array(text.utf8), name: name, file: "t.yaml", complaints)
    return (theme, complaints.lines)
  }

  @Test func changesWhatItSays() throws {
    let (found, complaints) = read(
      """
      summary: Green on black.
      base: light
      roles:
        ok: bright-green
        heat-worst: {text: "#ffffff", ground: "#800000", attributes: [bold, underline]}
      surfaces:
        screen: {text: white, ground: black}
      """)
    #expect(complaints == [])
    let theme = try #require(found)
    #expect(theme.name == "forest" && theme.summary == "Green on black.")
    let ok = theme.ink(for: TextStyle(.ok), depth: .direct)
    #expect(ok.foreground == .direct(red: 0, green: 0xFF, blue: 0))
    #expect(ok.background == .direct(red: 0, green: 0, blue: 0))
    #expect(theme.ink(for: TextStyle(.ok), depth: .sixteen).foreground == .numbered(10))
    let worst = theme.ink(for: TextStyle(.heatWorst), depth: .sixteen)
    #expect(worst.attributes.isSuperset(of: [.bold, .underline]))
    #expect(worst.background == .numbered(1))
    let bad = theme.ink(for: TextStyle(.bad, on: .popup), depth: .direct)
    #expect(bad == Theme.light.ink(for: TextStyle(.bad, on: .popup), depth: .direct))
  }

  private static let bad: [(text: String, name: String, complaint: String)] = [
    ("summary: x", "light", "t.yaml:1:1: error: 'light' is a theme of the program's own"),
    ("summary: x", "My Theme", "lower case letters, digits and hyphens"),
    ("base: forest", "forest", "'forest' is not one of default"),
    ("roles: {okay: red}", "forest", "unknown key 'okay'"),
    ("roles: {ok: pink}", "forest", "t.yaml:1:13: error: expected a colour"),
    ("roles: {ok: \"#12345\"}", "forest", "expected a colour"),
    ("roles: {ok: [red]}", "forest", "expected a colour, or a mapping"),
    ("roles: {ok: {text: red, blink: 1}}", "forest", "unknown key 'blink'"),
    ("roles: {ok: {attributes: [blink]}}", "forest", "'blink' is not one of bold"),
    ("surfaces: 3", "forest", "expected looks by their names as a mapping"),
    ("colour: red", "forest", "unknown key 'colour'"),
    ("a: [", "forest", "t.yaml:"),
  ]

  @Test(arguments: bad)
  func saysWhatIsWrong(_ text: String, _ name: String, _ complaint: String) {
    let complaints = read(text, name).1
    #expect(complaints.contains { $0.contains(complaint) }, "\(complaints)")
  }

  @Test(arguments: [
    ("forest.yaml", "forest"), (".hidden.yaml", nil), ("forest.yml", nil), ("notes.txt", nil),
  ])
  func knowsItsFiles(_ file: String, _ name: String?) {
    #expect(ThemeReader.name(ofFile: file) == name)
  }
}
