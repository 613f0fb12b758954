import Dashboard
import MeshModel
import Settings
import Terminal
import Testing
import YAML

@Suite struct ConfigurationTests {
  static let themes = Theme.all.map(\.name) + ["forest"]

  static func read(_ text: String) -> (configuration: Configuration, complaints: [String]) {
    let complaints = Complaints()
    let configuration = Configuration.read(
      Array(text.utf8), file: "c.yaml", themes: themes, complaints)
    return (configuration, complaints.lines)
  }

  @Test func everySettingIsRead() throws {
    let (found, complaints) = Self.read(
      """
      schema: archadvisor.config/1
      theme: forest
      ascii: true
      mouse: true
      animation: false
      clipboard: false
      window: 5s
      interval: 500ms
      name: demo
      sources: ["envoy=http://127.0.0.1:9901", shop]
      thresholds:
        - {service: payment, 5xx: [1, 5%], 4xx: [0.5, 100], p95: 300ms, p99: 2s, sample: 50}
        - {service: mailer, messages: [1, 5%], age: [500ms, 2m], dead: 3}
        - {service: archive, dead: 0}
        - {service: "*"}
      keys:
        quit: [Q, Ctrl-Q]
        matrix.edit-answer: o
      """)
    #expect(complaints == [])
    #expect(found.theme == "forest" && found.isAscii == true && found.usesMouse == true)
    #expect(found.animates == false && found.copies == false)
    #expect(found.window == "5s" && found.interval == "500ms" && found.name == "demo")
    #expect(found.sources == ["envoy=http://127.0.0.1:9901", "shop"])
    let limits = found.rules.limits(for: "payment")
    #expect(limits.serverErrors == .init(degraded: 0.01, failing: 0.05))
    #expect(limits.clientErrors == .init(degraded: 0.005, failing: 1))
    #expect(limits.slow95 == 300 && limits.slow == 2000 && limits.minimumSample == 50)
    let mailer = found.rules.limits(for: "mailer")
    #expect(mailer.messageFailures == .init(degraded: 0.01, failing: 0.05))
    #expect(mailer.messageAge == .init(degraded: 0.5, failing: 120) && mailer.deadLetters == 3)
    #expect(found.rules.limits(for: "archive").deadLetters == nil)
    #expect(found.rules.limits(for: "other") == HealthRules.Limits())
    #expect(found.table.action(for: .control("q"), in: [.everywhere]) == .quit)
    #expect(found.table.action(for: .character("o"), in: [.matrix]) == .editAnswer)
    #expect(found.places[.theme]?.line == 2 && found.texts[.window] == "5s")
  }

  @Test(arguments: ["", "\n\n", "# only a remark\n  # another\n", "schema: archadvisor.config/1"])
  func sayingNothingChangesNothing(_ text: String) {
    let (found, complaints) = Self.read(text)
    #expect(complaints == [] && found.texts.isEmpty && found.thresholds.isEmpty)
    #expect(found.table.bindings.map(\.keys) == Keys.table.bindings.map(\.keys))
  }

  /// What is wrong with a file, where, and what is said.
  private static let bad: [(text: String, complaint: String)] = [
    ("theme: pink", "c.yaml:1:8: error: 'pink' is not one of default, light"),
    ("theme: forst", "did you mean 'forest'?"),
    ("tehme: light", "c.yaml:1:1: error: unknown key 'tehme'; did you mean 'theme'?"),
    ("schema: archadvisor.config/2", "1:9: error: expected the schema archadvisor.config/1"),
    ("ascii: yes", "1:8: error: expected true or false, found 'yes'"),
    ("mouse: \"true\"", "found 'true' in quotes"),
    ("window: 2m", "expected a time from 1s to 1m, such as 5s, found '2m'"),
    ("window: 10", "found '10'"),
    ("interval: 20ms", "expected a time from 200ms to 10s"),
    ("interval: [1]", "expected text, found a list"),
    ("name: a/b", "expected the name of a mesh"),
    ("sources: shop", "expected a list, found 'shop'"),
    ("sources: [{a: b}]", "expected text, found a mapping"),
    ("- a", "expected the configuration as a mapping, found a list"),
    ("theme: [", "c.yaml:"),
    ("theme: a\ntheme: b", "c.yaml:2:1"),
    ("thresholds: {payment: 1}", "expected a list, found a mapping"),
    ("thresholds: [{5xx: [1, 2]}]", "the key 'service' is missing"),
    ("thresholds: [{service: a, 5xx: 1}]", "expected two percentages"),
    ("thresholds: [{service: a, 5xx: [5, 1]}]", "the first not above the second"),
    ("thresholds: [{service: a, 4xx: [1, 101]}]", "expected two percentages"),
    ("thresholds: [{service: a, 4xx: [-1, 1]}]", "expected two percentages"),
    ("thresholds: [{service: a, p99: fast}]", "expected a time up to 10m"),
    ("thresholds: [{service: a, p95: 0}]", "expected a time up to 10m"),
    ("thresholds: [{service: a, age: [1m, 5s]}]", "expected two times, the first not above"),
    ("thresholds: [{service: a, age: 5s}]", "as in [5s, 1m], found"),
    ("thresholds: [{service: a, sample: -1}]", "from 0 to 1000000"),
    ("thresholds: [{service: a, sampel: 1}]", "did you mean 'sample'?"),
    ("thresholds: [{service: a}, {service: a}]", "there are thresholds for 'a' already"),
    ("keys: [q]", "expected actions with their keys, found a list"),
    ("keys: {quti: [q]}", "no action is called 'quti'; did you mean 'quit'?"),
    ("keys: {nonsense-thing-here: [q]}", "'archadvisor keys' names all"),
    ("keys: {moon.quit: [q]}", "no action is called 'moon.quit'"),
    ("keys: {quit: [Entre]}", "c.yaml:1:15: error: no key is called 'Entre'"),
    ("keys: {quit: [u]}", "c.yaml:1:8: error: 'u' would mean both 'undo' and 'quit'"),
    ("keys:\n  help: [q]", "2:3: error: 'q' would mean both 'help' and 'quit'"),
    ("keys: {quit: []}", "without one there is no way out"),
    ("keys: {prompt.cancel: [x]}", "'x' is typed as text there"),
    ("keys: {matrix.edit-answer: [s]}", "would hide it from 'everywhere.save'"),
    ("keys: {quit: [Ctrl-M]}", "no terminal sends 'Ctrl-M'"),
  ]

  @Test(arguments: bad)
  func saysWhatIsWrong(_ text: String, _ complaint: String) {
    let complaints = Self.read(text).complaints
    #expect(complaints.contains { $0.contains(complaint) }, "\(complaints)")
  }

  @Test func saysAllInOneRun() {
    let complaints = Self.read("theme: pink\nascii: 1\nkeys: {quit: [], nope: q}\nx: 1").complaints
    #expect(complaints.count == 5)
    #expect(complaints.map { $0.split(separator: ":")[1] } == ["1", "2", "3", "3", "4"])
  }

  @Test func whatIsHostileSteersNothing() {
    let (_, complaints) = Self.read("theme: \"a\\e]52;c;x\\ab\"\nkeys: {\"\\e[2J\": q}")
    #expect(complaints.count == 2)
    for line in complaints { #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 }) }
  }

  @Test func theTemplateChangesNothing() {
    let (found, complaints) = Self.read(Configuration.template)
    #expect(complaints == [] && found.texts.isEmpty)
  }

  /// With every setting taken out of its remark it still changes nothing.
  @Test func theTemplateHoldsWhatIsUsual() throws {
    let lines = Configuration.template.split(separator: "\n", omittingEmptySubsequences: false)
    let whole = lines.map { line in
      line.firstMatch(of: /^#([a-z]|  [a-z-]+(\.[a-z-]+)?:)/) == nil
        ? String(line) : String(line.dropFirst())
    }.joined(separator: "\n")
    let (found, complaints) = Self.read(whole)
    #expect(complaints == [])
    #expect(Set(found.texts.keys) == Set(Setting.allCases))
    #expect(found.theme == Theme.standard.name && found.isAscii == false)
    #expect(found.usesMouse == false && found.animates == true && found.copies == true)
    #expect(found.window == "10s" && found.interval == "1s" && found.name == "shop")
    #expect(found.sources == [] && found.thresholds.isEmpty)
    #expect(!found.wishes.isEmpty)
    for (usual, line) in zip(Keys.table.bindings, found.table.bindings) {
      #expect(usual.keys == line.keys && usual.footerKeys == line.footerKeys, "\(usual.action)")
    }
  }

  @Test func theTemplateFitsAScreenAndExplainsEverything() {
    let template = Configuration.template
    for setting in Setting.allCases { #expect(template.contains("\n#\(setting.rawValue):")) }
    for name in ["quit", "move-up", "open-palette", "matrix.accept", "halt-faults"] {
      let base = name.split(separator: ".").last.map(String.init) ?? name
      #expect(template.contains("\(base): ["))
    }
  }
}
