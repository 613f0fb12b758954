internal import Glibc

/// Plays a session on the real program in a real terminal.
public final class SessionPlayer {
  /// Where it plays.
  public let stage: SessionStage
  private let script: SessionScript
  private let name: String
  private let pace: SessionPace
  private let observer: (any SessionObserver)?
  /// The most seconds that anything is waited for.
  private let patience: Int
  /// The rows before what was done last.
  private var before: [Substring] = []
  /// What was kept from the screen, by name.
  private var kept: [String: String] = [:]

  /// `Tests/Sessions/NAME.session`, ready to be played once.
  public convenience init(
    _ name: String, pace: SessionPace = .fast, observer: (any SessionObserver)? = nil
  ) throws {
    try self.init(
      SessionScript(named: name), name: "Tests/Sessions/\(name).session", pace: pace,
      observer: observer)
  }

  /// A session, ready to be played once.
  ///
  /// - Parameters:
  ///   - name: for messages.
  ///   - patience: the most seconds that anything is waited for.
  public init(
    _ script: SessionScript, name: String, pace: SessionPace = .fast,
    observer: (any SessionObserver)? = nil, patience: Int = .max
  ) throws {
    self.script = script
    self.name = name
    self.pace = pace
    self.observer = observer
    self.patience = patience
    stage = try SessionStage()
  }

  /// Plays it to its end.
  ///
  /// - Throws: `HarnessError` with the line that was not fulfilled and what the terminal showed, or when
  ///   something reached the terminal that could steer it.
  public func play() throws {
    for (line, step) in script.steps {
      do {
        try play(step)
      } catch {
        throw HarnessError("\(name):\(line): \(error)")
      }
    }
    let dangers = RawOutput.dangers(in: stage.raw)
    guard !stage.raw.isEmpty, dangers.isEmpty else {
      throw HarnessError("\(name): sent to the terminal: \(dangers.prefix(10))")
    }
  }

  private func play(_ step: SessionStep) throws {
    try observer?.next()
    if step.acts, stage.terminal != nil { before = try rows() }
    switch step {
    case .caption(let text):
      try observer?.caption(text)
      rest(pace.reading(text))
    case .before(let command): try expectDone(try stage.run(command))
    case .start(let command):
      let terminal = try stage.start(command, columns: script.columns, rows: script.rows)
      try observer?.started(terminal, script: script, raw: stage.rawPath)
    case .press(let keys): for key in keys { try press(key) }
    case .seek(let text, let key): try seek(text, key)
    case .type(let text): try type(text)
    case .resize(let columns, let rows):
      try stage.started().resize(columns: columns, rows: rows)
    case .signal(let name): try stage.started().signalChild(try SignalName.number(name))
    case .meshSignal(let name):
      guard kill(try stage.meshProcess(), try SignalName.number(name)) == 0 else {
        throw HarnessError.system("kill")
      }
    case .beside(let command): try stage.beside(command)
    case .keep(let name, let text): kept[name] = try ScreenText(try rows()).text(after: text)
    case .shell(let command, let prints): try shell(command, prints)
    case .ends(let status): try stage.expectEnd(status: status)
    default: try look(step)
    }
  }

  private func look(_ step: SessionStep) throws {
    let terminal = try stage.started()
    switch step {
    case .wait(let texts, let seconds):
      guard !ScreenText(before).hasRow(texts) else {
        throw HarnessError("\(texts) was there before; 'wait' wants something new")
      }
      try wait(texts, seconds) { $0.hasRow(texts) }
    case .show(let texts, let seconds): try wait(texts, seconds) { $0.hasRow(texts) }
    case .gone(let texts, let seconds): try wait(texts, seconds) { !$0.hasRow(texts) }
    case .states(let row, let words, let seconds):
      var order = StateOrder(words)
      try wait(words, seconds) { try order.see($0.rows(with: row)) }
    case .falls(let text): try compare(text) { $1 < $0 }
    case .rises(let text): try compare(text) { $1 > $0 }
    case .fits: try expectFits(terminal)
    default: break
    }
    rest(pace.look)
  }

  private func press(_ key: String) throws {
    rest(pace.key)
    try stage.started().press(key)
  }

  /// Looks a while after each press: what the key does may take as long as the machine is busy.
  private func seek(_ text: String, _ key: String) throws {
    for _ in 0..<Self.mostPresses {
      let before = try stage.started().screen()
      if ScreenText(ScreenText.rows(before)).hasRow([text]) { return }
      try press(key)
      try stage.started().wait(for: "what \(key) does", deadline: .seconds(min(5, patience))) {
        $0 != before
      }
    }
    throw HarnessError("'\(text)' did not come by pressing \(key)")
  }

  private static let mostPresses = 40

  private func type(_ text: String) throws {
    guard pace.key > 0 else { return try stage.started().type(text) }
    for character in text {
      rest(pace.key / 4)
      try stage.started().type(String(character))
    }
  }

  private func shell(_ command: String, _ prints: [String]) throws {
    let run = try stage.run(command)
    try expectDone(run)
    for text in prints {
      let wanted = kept.reduce(text) { $0.replacing("$\($1.key)", with: $1.value) }
      guard run.output.contains(wanted) else {
        throw HarnessError("'\(command)' does not print '\(wanted)':\n\(run.output)")
      }
    }
  }

  private func expectDone(_ run: ProgramRun) throws {
    guard run.status == 0 else { throw HarnessError("\(run)") }
  }

  private func rows() throws -> [Substring] { ScreenText.rows(try stage.started().screen()) }

  private func wait(
    _ texts: [String], _ seconds: Int, until isFulfilled: (ScreenText) throws -> Bool
  ) throws {
    var problem: (any Error)?
    try stage.started().wait(for: "\(texts)", deadline: .seconds(min(seconds, patience))) {
      screen in
      do {
        return try isFulfilled(ScreenText(ScreenText.rows(screen)))
      } catch {
        problem = HarnessError("\(error):\n\(screen)")
        return true
      }
    }
    if let problem { throw problem }
  }

  private func compare(_ text: String, _ isMet: (Double, Double) -> Bool) throws {
    var first: Double?
    try wait([text], 20) { screen in
      guard let number = screen.number(after: text) else { return false }
      guard let earlier = first else {
        first = number
        return false
      }
      return isMet(earlier, number)
    }
  }

  private func expectFits(_ terminal: TerminalSession) throws {
    var last = ""
    let screen = try terminal.wait(for: "a picture that stands still and fills the last row") {
      now in
      defer { last = now }
      return now == last && (ScreenText.rows(now).last ?? "").contains { $0 != " " }
    }
    guard try terminal.unwrappedRows() == ScreenText.rows(screen).count else {
      throw HarnessError("a row runs into the next:\n\(screen)")
    }
  }

  private func rest(_ milliseconds: Int) {
    if milliseconds > 0 { poll(nil, 0, Int32(milliseconds)) }
  }
}

/// Somebody who watches a session.
public protocol SessionObserver: AnyObject {
  /// The program was started in this terminal; what it sends goes into the file `raw`, too.
  func started(_ terminal: TerminalSession, script: SessionScript, raw: String) throws
  /// A line is about to be played; throws when nobody watches any more.
  func next() throws
  /// What comes next, in a sentence.
  func caption(_ text: String) throws
}
