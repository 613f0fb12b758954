import JSON
import TestSupport
import Testing

/// The configuration as the program finds and uses it.
@Suite("The configuration file")
struct ConfigurationProgramTests {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    let root = try folder.folder("config")
    _ = try folder.folder("config/archadvisor")
    _ = try folder.folder("config/archadvisor/themes")
    environment = ["XDG_CONFIG_HOME": root]
  }

  private func write(_ text: String, _ name: String = "config.yaml") throws {
    try folder.file("config/archadvisor/\(name)", text)
  }

  private func run(_ words: String..., more: [String: String] = [:]) throws -> ProgramRun {
    try Program.archadvisor.run(
      arguments: words, environment: environment.merging(more) { $1 })
  }

  private func screen(_ keys: String, _ words: String..., more: [String: String] = [:]) throws
    -> String
  {
    let all = ["--headless", "80x24", "--keys", keys, "--dump-frame"] + words
    let run = try Program.archadvisor.run(
      arguments: all, environment: environment.merging(more) { $1 })
    #expect(run.status == 0, "\(run)")
    return run.output
  }

  @Test("path: the option goes before the environment, that before XDG_CONFIG_HOME and HOME")
  func path() throws {
    let usual = folder.path("config/archadvisor/config.yaml") + "\n"
    #expect(try run("config", "path").output == usual)
    let named = ["ARCHADVISOR_CONFIG": "/tmp/a.yaml"]
    #expect(try run("config", "path", more: named).output == "/tmp/a.yaml\n")
    #expect(
      try run("config", "path", "--config", "b.yaml", more: named).output == "b.yaml\n")
    let home = try Program.archadvisor.run("config", "path", environment: ["HOME": "/home/x"])
    #expect(home.output == "/home/x/.config/archadvisor/config.yaml\n")
  }

  @Test("template: written as the file, it changes nothing")
  func template() throws {
    let template = try run("config", "template").output
    let before = try run("config", "show", "-o", "json").output
    try write(template)
    let after = try run("config", "show", "-o", "json").output
    #expect(
      before.replacing("\"exists\": false", with: "")
        == after.replacing("\"exists\": true", with: ""))
    #expect(try run("keys").output == Program.archadvisor.run("keys").output)
  }

  @Test("show: each value with where it comes from")
  func show() throws {
    try write("theme: light\nmouse: true\nkeys:\n  quit: [Q]\n")
    let more = ["ARCHADVISOR_THEME": "mono", "ARCHADVISOR_WINDOW": "5s"]
    let text = try run("config", "show", more: more)
    #expect(text.status == 0)
    #expect(text.output.contains(#/theme +mono +ARCHADVISOR_THEME/#))
    #expect(text.output.contains(#/mouse +true +line 2/#))
    #expect(text.output.contains(#/ascii +false +default/#))
    let root = try JSONDocument(run("config", "show", "-o", "json", more: more).outputBytes).root
    let settings = root["settings"]?.items ?? []
    let found = settings.map { "\($0["name"]?.string ?? "") \($0["from"]?.string ?? "")" }
    #expect(root["schema"]?.string == "archadvisor.settings/1")
    #expect(found.contains("theme environment") && found.contains("mouse file"))
    #expect(found.contains("keys file") && found.contains("interval default"))
  }

  @Test("what is wrong is told with its place, by every command that reads it, and nothing is done")
  func bad() throws {
    try write("theme: pink\nkeys: {quit: []}\n")
    let recording = try Tree.path("Tests/Recordings/outage.rounds")
    let lines = [
      ["mesh", "stat", "--source", "replay=\(recording)"],
      ["--headless", "80x24", "--keys", "", "--dump-frame"],
    ]
    for words in lines {
      let run = try Program.archadvisor.run(arguments: words, environment: environment)
      #expect(run.status == 65 && run.output.isEmpty, "\(words) \(run)")
      let file = folder.path("config/archadvisor/config.yaml")
      #expect(run.errors.contains("\(file):1:8: error: 'pink' is not one of"))
      #expect(run.errors.contains("\(file):2:8: error: 'quit' needs a key"))
    }
    // What takes nothing from it does not read it.
    #expect(try run("questions").status == 0)
  }

  /// A text without the line breaks that the width of a page puts into it.
  private static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Messages about a file send people to these commands.
  @Test("the commands that explain a file work without it where it is wrong, and name all mistakes")
  func explained() throws {
    let usual = (try run("keys").output, try run("config", "show").output)
    try write("theme: pink\nwindow: 2h\nkeys: {mesh.open: [\"o\"]}\n")
    try write("roles: {ok: 3}\n", "themes/bad.yaml")
    let mistakes = [
      "config.yaml:1:8: error: 'pink' is not one of", "config.yaml:2:9: error:",
      "config.yaml:3:8: error: no action is called 'mesh.open'",
    ]
    let keys = try run("keys")
    #expect(keys.status == 65 && keys.output == usual.0)
    let show = try run("config", "show")
    #expect(show.status == 65)
    #expect(
      Self.words(show.output)
        == Self.words(usual.1).replacing(" (not there, so all is as usual)", with: ""))
    for mistake in mistakes {
      #expect(keys.errors.contains(mistake) && show.errors.contains(mistake), "\(mistake)")
    }
    #expect(show.errors.contains("themes/bad.yaml:1:13: error:"))
    #expect(show.errors.hasSuffix("the settings printed are those without it\n"))
    #expect(keys.errors.hasSuffix("the keys printed are those without it\n"))
    let doctor = try run("doctor", "--today", "2026-11-21", more: ["COLUMNS": "400"])
    #expect(doctor.status == 1)
    let found = Self.words(doctor.output)
    for mistake in mistakes {
      #expect(found.contains(#/missing config \S+/#) && found.contains(mistake), "\(found)")
    }
    #expect(doctor.output.contains("→ mend the file; 'archadvisor config template'"))
    #expect(try run("config", "path").status == 0)
    #expect(try run("config", "template").status == 0)
  }

  @Test("a file that was named has to be there; one that is usual does not")
  func missing() throws {
    #expect(try run("keys").status == 0)
    #expect(try run("keys", "--config", folder.path("no.yaml")).status == 74)
    let named = ["ARCHADVISOR_CONFIG": folder.path("no.yaml")]
    #expect(try run("keys", more: named).status == 74)
    #expect(try run("config", "show", "--config", folder.path).status == 74)
  }

  @Test("the order is option, environment, file, default")
  func order() throws {
    let recording = try Tree.path("Tests/Recordings/outage.rounds")
    func window(_ words: String..., more: [String: String] = [:]) throws -> String {
      let all = ["mesh", "stat", "--source", "replay=\(recording)", "--at", "12s", "-o", "json"]
      let run = try Program.archadvisor.run(
        arguments: all + words, environment: environment.merging(more) { $1 })
      return try JSONDocument(run.outputBytes).root["window_s"]?.number.map { "\(Int($0))" }
        ?? "none"
    }
    #expect(try window() == "10")
    try write("window: 5s\n")
    #expect(try window() == "5")
    #expect(try window(more: ["ARCHADVISOR_WINDOW": "4s"]) == "4")
    #expect(try window("--window", "3s", more: ["ARCHADVISOR_WINDOW": "4s"]) == "3")
    let run = try run("mesh", "stat", more: ["ARCHADVISOR_WINDOW": "soon"])
    #expect(run.status == 64 && run.errors.contains("ARCHADVISOR_WINDOW expects a time"))
  }

  @Test("thresholds turn the health that commands and screens tell; options go before them")
  func thresholds() throws {
    let recording = try Tree.path("Tests/Recordings/outage.rounds")
    func health(_ service: String, _ words: String...) throws -> String {
      let all = ["mesh", "stat", "--source", "replay=\(recording)", "--at", "12s", "-o", "json"]
      let run = try Program.archadvisor.run(arguments: all + words, environment: environment)
      let services = try JSONDocument(run.outputBytes).root["services"]?.items ?? []
      let found = services.first { $0["name"]?.string == service }
      return "\(found?["health"]?.string ?? "?"): \(found?["reason"]?.string ?? "?")"
    }
    #expect(try health("product").hasPrefix("failing: http 5xx"))
    #expect(try health("user").hasPrefix("healthy"))
    try write(
      """
      thresholds:
        - {service: product, 5xx: [50, 90]}
        - {service: "us*", p95: 1ms, p99: 1ms}
        - {service: "*r", 5xx: [90, 99]}

      """)
    #expect(try health("product").hasPrefix("healthy"))
    #expect(try health("order").hasPrefix("healthy"))
    #expect(try health("gateway").hasPrefix("failing: http 5xx"))
    #expect(try health("product", "--limit", "product:5xx=1,5").hasPrefix("failing"))
    #expect(try health("product", "--limit", "5xx=1,5").hasPrefix("failing"))
    let shown = try screen("", "--replay", recording, "--at", "12s", "--tab", "mesh")
    #expect(shown.contains("gateway") && !shown.contains("✖ product"))
    let check = try run(
      "mesh", "check", "--source", "replay=\(recording)", "--at", "12s", "-o", "json")
    #expect(check.status == 1)
  }

  @Test("other keys work, and help, footer, palette and list show them")
  func keys() throws {
    try write("keys: {quit: [Q], help: [F2], next-tab: [o], matrix.next-value: [O]}\n")
    #expect(try screen("o").contains("can still win"))
    #expect(try screen("F2").contains("─ Keys ─"))
    #expect(try screen("q").contains("q does nothing here"))
    let footer = try screen("", "--tab", "matrix")
    #expect(footer.contains("F2 help") && footer.contains("Q quit"))
    #expect(try screen(": \"next tab\"").contains(#/▸ o +next tab/#))
    #expect(try screen("2").contains("O change answer"))
    let list = try run("keys").output
    #expect(list.contains(#/  Q +Ends the program; asks when/#) && list.contains("[next-tab]"))
  }

  @Test("a theme of one's own can be asked for, is stepped to, and is complete")
  func themes() throws {
    try write("base: default\nroles: {heading: \"#00ff00\"}\n", "themes/forest.yaml")
    #expect(try screen(": \"theme fo\" Enter", "--theme", "forest").contains("Theme forest"))
    #expect(try screen("t t t t t").contains("Theme forest"))
    let pink = try run("--headless", "80x24", "--theme", "pink")
    #expect(pink.status == 64 && pink.errors.contains("mono, forest"))
    try write("theme: forest\n")
    #expect(try screen("t").contains("Theme default"))
    try write("roles: {ok: 3}\n", "themes/bad.yaml")
    let run = try run("--headless", "80x24", "--keys", "", "--dump-frame")
    #expect(
      run.status == 65 && run.errors.contains("themes/bad.yaml:1:13: error: expected a colour"))
  }

  @Test("ascii, mouse and clipboard hold from the start")
  func appearance() throws {
    try write("ascii: true\nmouse: true\nclipboard: false\n")
    #expect(try screen("y").contains("clipboard: false"))
    #expect(try screen("").utf8.allSatisfy { $0 < 0x80 })
    #expect(try screen("m").contains("The mouse is off"))
    #expect(!(try screen("", more: ["ARCHADVISOR_ASCII": "0"])).utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("the doctor tells every path")
  func doctor() throws {
    let run = try run(
      "doctor", "--today", "2026-11-21",
      more: ["XDG_STATE_HOME": "/s", "XDG_RUNTIME_DIR": "/r", "COLUMNS": "200"])
    for path in [
      "/s/archadvisor/meshes", "/s/archadvisor/recordings", "/r/archadvisor",
      "config/archadvisor/themes",
    ] {
      #expect(run.output.contains(path), "\(run.output)")
    }
    let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("config.yaml (not there, so all is as usual)"))
  }
}
