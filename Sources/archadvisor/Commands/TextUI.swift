import Settings
import Advice
import CSupport
import Dashboard
import Glibc
import Live
import Reports
import Terminal
import TerminalCurses
import YAML

extension Command {
  /// The text UI: what the program does when no word names a command.
  static let textUI = Command(
    name: "", summary: "Answer the questions and watch the verdict move.",
    options: [.answers, .tab] + Option.sources + [
      .replay, .at, .window, .limit, .interval, .write, .theme, .noAnimation, .stats, .headless,
      .keys, .dumpFrame, .dumpStyles,
    ],
    examples: ["--answers mine.yaml", "--tab mesh --write"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    try TextUI(invocation).run()
  }
}

extension Option {
  static let tab = Option(
    "tab", value: "NAME", choices: Tab.allCases.map(\.rawValue), isOpen: true,
    "Begin on this tab: \(Tab.allCases.map(\.rawValue).joined(separator: ", ")), or by its number.")
  static let replay = Option(
    "replay", value: "FILE", "Play a recording on the Mesh tab; short for --source replay=FILE.")
  static let interval = Option(
    "interval", value: "DURATION", "The time between two looks at the mesh, 200ms to 10s; 1s.")
  static let write = Option(
    "write",
    "Begin with faults armed, as F does: for two minutes, and after each fault for two more.")
  static let stats = Option(
    "stats", "Say at the end what was painted, how fast, and how much was sent.")
  static let theme = Option(
    "theme", value: "NAME", choices: Theme.all.map(\.name) + ["color-blind"], isOpen: true,
    "The colours of the text UI: default, light, high-contrast, colour-blind, mono, or a theme of your "
      + "own.")
  static let noAnimation = Option(
    "no-animation", "Draw no requests travelling on the Topology tab; A there does the same.")
  static let headless = Option(
    "headless", value: "WxH", "Run without a terminal on a screen of this size, for tests.")
  static let keys = Option(
    "keys", value: "KEYS", "Press these keys, as in 'Down Enter \"text\"', with --headless.")
  static let dumpFrame = Option("dump-frame", "Print the last screen, with --headless.")
  static let dumpStyles = Option(
    "dump-styles", "Print the last screen and how its cells look, with --headless.")
}

/// Opens the text UI on a terminal, or without one for tests.
private struct TextUI {
  let invocation: Invocation

  init(_ invocation: Invocation) {
    self.invocation = invocation
  }

  func run() throws(Failure) -> ExitCode {
    if let headless = try Headless(invocation) {
      let backend = headless.backend(depth: wantsColor ? .indexed : .none)
      var session = try session(on: backend, showsUnicode: true)
      let ending = try headless.play(&session, on: backend)
      session.leave()
      return finish(ending, session)
    }
    // Without a terminal there is nothing to draw on; the help is no data here.
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      let page = Help.page(nil, columns: Screen.defaultColumns)
      Output.say([Paint(ascii: true).text(page.lines)])
      return .usage
    }
    // What is wrong with the files is said before the terminal changes.
    let make = try sessionMaker()
    let terminal = try open()
    var session = make(terminal, terminal.showsUnicode)
    let ending = session.run()
    session.leave(closing: terminal.close)
    return finish(ending, session)
  }

  private func open() throws(Failure) -> CursesTerminal {
    do throws(OpenFailure) {
      return try CursesTerminal.open()
    } catch {
      throw invocation.usage(error.sentence)
    }
  }

  /// An interrupt ends the process as the signal would.
  private func finish(_ ending: Session.Ending, _ session: Session) -> ExitCode {
    if let stats = session.stats { Output.say(stats.lines) }
    if !invocation.flag("quiet") { Output.say(session.farewell.map(\.printable)) }
    if ending == .interrupted { raise(SIGINT) }
    return .fine
  }

  private func session(
    on backend: any TerminalBackend, showsUnicode: Bool
  ) throws(Failure) -> Session {
    try sessionMaker()(backend, showsUnicode)
  }

  /// Reads the files and gives what makes a session of a terminal.
  private func sessionMaker() throws(Failure) -> (any TerminalBackend, Bool) -> Session {
    let complaints = Complaints()
    let folder = try invocation.knowledgeFolder(complaints)
    let knowledge = try invocation.loadKnowledge()
    var files = SessionFiles(knowledge: knowledge, folder: folder)
    let interview = try interview(knowledge, &files)
    let tab = try tab()
    let ownThemes = try invocation.readThemes()
    let look = try appearance(ownThemes)
    let configuration = invocation.configuration
    let mayCopy = try invocation.isOn(.clipboard, inFile: configuration.copies)
    let target = try meshTarget()
    let wantsColor = wantsColor
    let startsArmed = invocation.flag("write")
    let measures = invocation.flag("stats")
    let firstRun = firstRun(target)
    let nearby = invocation.value("answers") == nil ? SessionFiles.nearby : nil
    return { backend, showsUnicode in
      let advisor = Advisor(knowledge)
      let isPlayed = backend is HeadlessBackend
      let desk = MeshDesk(target, wake: isPlayed ? nil : backend.wake)
      let state = DashboardState(
        advisor: advisor, interview: interview, size: backend.size, tab: tab,
        appearance: look.on(unicode: showsUnicode),
        mesh: MeshTab(
          name: target.name, sources: target.sources, interval: Double(target.interval) / 1000,
          startsArmed: startsArmed, recordings: MeshTarget.recordings),
        keys: configuration.table, ownThemes: ownThemes, mayCopy: mayCopy, firstRun: firstRun,
        answersNearby: nearby)
      return Session(
        state, on: backend, depth: wantsColor ? backend.colorDepth : .none, files: files,
        desk: desk, flips: FlipDesk(advisor, isInline: isPlayed, put: desk.put),
        measures: measures)
    }
  }

  /// The tab to begin on, by its name or by the key that shows it.
  private func tab() throws(Failure) -> Tab {
    guard let text = invocation.value("tab") else { return .advise }
    let numbered = Int(text).flatMap { Tab(number: $0) }
    guard let tab = Tab(rawValue: text) ?? numbered else {
      throw invocation.usage(UsageSentence.notAChoice(.tab, text))
    }
    return tab
  }

  /// Whether somebody begins with nothing: no answers, nothing asked for, no mesh to look at.
  private func firstRun(_ target: MeshTarget) -> FirstRun? {
    let said = ["answers", "tab", "replay", "source", "weight", "name"]
    let isAsked = said.contains { !invocation.values($0).isEmpty }
    guard !isAsked, target.sources.isEmpty, !target.mayRun else { return nil }
    return FirstRun(answersFile: SessionFiles.nearby)
  }

  /// How the screen is to look.
  private func appearance(_ own: [Theme]) throws(Failure) -> Appearance {
    let name = invocation.value("theme") ?? Theme.standard.name
    guard let theme = Theme.named(name) ?? own.first(where: { $0.name == name }) else {
      throw invocation.usage(
        ConfigurationSentence.badTheme(name, Theme.all.map(\.name) + own.map(\.name)))
    }
    let configuration = invocation.configuration
    let isAscii = try invocation.isOn(.ascii, inFile: configuration.isAscii)
    let isAnimated = try invocation.isOn(.animation, inFile: configuration.animates)
    return Appearance(
      theme: theme.name, isAscii: invocation.flag("ascii") || isAscii,
      usesMouse: try invocation.isOn(.mouse, inFile: configuration.usesMouse),
      isAnimated: isAnimated && !invocation.flag("no-animation"))
  }

  /// What the Mesh tab is to show; a source that is none is told before the screen opens.
  private func meshTarget() throws(Failure) -> MeshTarget {
    let replay = try replay()
    let target = MeshTarget(
      name: try invocation.meshName(), folders: try invocation.meshFolders(),
      sources: replay.map { ["replay=\($0.path)"] } ?? invocation.values("source"),
      profiles: try invocation.profileShelf(), fetching: try invocation.fetchSettings(),
      rules: try invocation.healthRules(), interval: try interval(), replay: replay?.replay)
    if target.replay != nil { return target }
    if target.sources.isEmpty { return target }
    do throws(SourceChoice.Problem) {
      _ = try target.makeSources()
    } catch {
      throw invocation.failure(error)
    }
    return target
  }

  /// Milliseconds between two looks.
  private func interval() throws(Failure) -> Int {
    guard let milliseconds = try invocation.duration("interval") else { return 1000 }
    guard SettingLimits.interval.contains(milliseconds) else {
      throw invocation.usage(ConfigurationSentence.badInterval)
    }
    return milliseconds
  }

  /// The recording to play, at the moment to begin with; read to its end once, so that what is wrong
  /// with it is told now.
  private func replay() throws(Failure) -> (path: String, replay: Replay)? {
    let named = invocation.value("replay")
    if named != nil, !invocation.values("source").isEmpty {
      throw invocation.usage(MeshSentence.replaysAndAsks)
    }
    let moment = try invocation.moment()
    guard let path = named ?? invocation.recording else {
      if moment != nil { throw invocation.usage(MeshSentence.momentOfNothing) }
      return nil
    }
    var replay = try invocation.replay(path)
    var whole = replay
    try invocation.advance(&whole, of: path, to: nil)
    if let moment { try invocation.advance(&replay, of: path, to: moment) }
    return (path, replay)
  }

  private func interview(
    _ knowledge: KnowledgeBase, _ files: inout SessionFiles
  ) throws(Failure) -> Interview {
    guard let path = invocation.value("answers") else {
      var sheet = AnswerSheet()
      for (question, weight) in try invocation.weights(knowledge) {
        sheet.weights[question] = weight
      }
      return Interview(sheet, path: nil)
    }
    let loaded = try invocation.loadAnswers(path, knowledge, invocation.weights(knowledge))
    files.remember(path, sha256: loaded.sha256)
    return Interview(loaded.sheet, path: path == "-" ? nil : path)
  }

  /// The command line comes before the environment; the number of colours is the terminal's.
  private var wantsColor: Bool {
    switch invocation.value("color") {
    case "always": true
    case "never": false
    default: Environment.value("NO_COLOR") == nil
    }
  }
}

extension Appearance {
  /// The same on a terminal that may show ASCII only.
  fileprivate func on(unicode: Bool) -> Appearance {
    var look = self
    look.isAscii = isAscii || !unicode
    return look
  }
}
