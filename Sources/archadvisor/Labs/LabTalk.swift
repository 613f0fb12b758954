import Glibc
import Labs
import Reports
import Terminal

/// A lab in plain lines: tells the steps, shows the gauge, takes one letter at a time.
struct LabTalk {
  /// How it ended.
  enum Ending {
    /// The last step is solved.
    case done
    /// The learner left before; it goes on there the next time.
    case left
    /// Somebody who waits for a step has waited too long.
    case unsolved
    case interrupted
  }

  private(set) var player: LabPlayer
  private let screen: Screen
  private var input = InputLines()
  private var gauge: ProgressLine
  private var progress: LabProgress
  private var hintsTold = 0
  /// Enter was pressed before its time, by somebody who is no terminal: it counts once the step is
  /// solved.
  private var isWaiting = false
  /// The solution was asked for before the step was ready for it.
  private var wantsSolution = false
  private let isTyping = isatty(STDIN_FILENO) == 1
  private var toldState: StepState?

  /// Milliseconds between two looks at the mesh.
  private static let interval = 400

  init(_ player: LabPlayer, _ screen: Screen, _ progress: LabProgress, quiet: Bool) {
    self.player = player
    self.screen = screen
    self.progress = progress
    gauge = ProgressLine(quiet: quiet)
  }

  mutating func run(_ interruption: inout Interruption) throws(Failure) -> Ending {
    try tellStep()
    while true {
      if interruption.isRequested() { return end(.interrupted) }
      if let ending = try listen() { return end(ending) }
      try watch()
      if isWaiting, case .late = player.run.state { return end(.unsolved) }
    }
  }

  private mutating func end(_ ending: Ending) -> Ending {
    gauge.end()
    return ending
  }

  /// Takes a line, when there is one.
  private mutating func listen() throws(Failure) -> Ending? {
    if isWaiting {
      guard player.run.state == .solved else {
        LabPlayer.pause()
        return nil
      }
      isWaiting = false
      return try goOn()
    }
    switch try input.next(within: Self.interval) {
    case .nothing: return nil
    case .end: return .left
    case .line(let line): return try take(line.filter { !$0.isWhitespace }.lowercased())
    }
  }

  private mutating func take(_ word: String) throws(Failure) -> Ending? {
    switch word {
    case "": return try goOn()
    case "q", "quit": return .left
    case "h", "hint": try tellHint()
    case "s", "solution": try solve()
    case "b", "begin": try begin()
    case "t", "text": try tellStep()
    default: try say(LabWords.letters)
    }
    return nil
  }

  private mutating func goOn() throws(Failure) -> Ending? {
    switch player.run.state {
    case .reading: try begin()
    case .solved:
      if player.run.isLastStep {
        progress.complete(player.run.lab)
        keep()
        return .done
      }
      _ = player.run.go(to: player.run.place + 1)
      try tellStep()
    case .preparing, .unprepared, .settling, .watching, .late:
      if isTyping { try say(LabWords.notSolved) } else { isWaiting = true }
    }
    return nil
  }

  private mutating func begin() throws(Failure) {
    hintsTold = 0
    toldState = nil
    wantsSolution = false
    for command in player.run.step.setup.commands(LabWords.option(player.mesh.name)) {
      try say("$ \(command)", .muted)
    }
    player.begin()
    note()
    if let problem = player.run.problem { try say(problem, .bad) }
  }

  private mutating func solve() throws(Failure) {
    switch player.run.state {
    case .watching, .late: wantsSolution = false
    case .preparing, .settling:
      wantsSolution = true
      return
    case .reading, .unprepared, .solved: return try say(LabWords.notNow)
    }
    for command in player.run.step.solution.commands(LabWords.option(player.mesh.name)) {
      try say("$ \(command)", .muted)
    }
    if let problem = player.solve() { try say(problem, .bad) }
  }

  /// Looks at the mesh, and tells what is new.
  private mutating func watch() throws(Failure) {
    switch player.run.state {
    case .reading, .unprepared, .solved: return
    case .preparing, .settling, .watching, .late: break
    }
    guard try player.look() else { return }
    if player.run.state == .solved {
      note()
      gauge.end()
      try say(LabWords.solved(player.run), .ok)
      return
    }
    if wantsSolution { try solve() }
    gauge.say(
      TextWidth.clipped(LabWords.gauge(player.run), to: max(20, screen.columns - 1)))
    let due = player.run.hints(at: player.mesh.now)
    if due.count > hintsTold {
      hintsTold = due.count
      for hint in due.suffix(1) { try say("Hint: \(hint.text)", .info) }
    }
    if case .late = player.run.state, toldState != .late(held: 0) {
      toldState = .late(held: 0)
      try say(LabWords.late, .warning)
    }
  }

  /// The next hint, due or not: who asks wants it now.
  private mutating func tellHint() throws(Failure) {
    let hints = player.run.step.hints
    guard hintsTold < hints.count else {
      try say(LabWords.noMoreHints)
      for command in player.run.step.solution.commands(LabWords.option(player.mesh.name)) {
        try say("$ \(command)", .muted)
      }
      return
    }
    try say("Hint: \(hints[hintsTold].text)", .info)
    hintsTold += 1
  }

  private mutating func tellStep() throws(Failure) {
    gauge.end()
    var page = Page(columns: screen.columns)
    page.text(LabWords.step(player.run), .heading)
    for paragraph in player.run.step.text { page.text(paragraph) }
    for expectation in player.run.step.check.expectations {
      page.text("○ \(expectation.says)", .accent, indent: 2)
    }
    page.text(
      player.run.state == .reading ? LabWords.letters : LabWords.check(player.run), .muted)
    try Output.write("\n" + screen.paint.text(page.lines))
  }

  private mutating func say(_ text: String, _ role: Role = .text) throws(Failure) {
    gauge.end()
    var page = Page(columns: screen.columns)
    page.text(text, role)
    try Output.write(screen.paint.text(page.lines))
  }

  private mutating func note() {
    let before = progress
    progress.note(player.run)
    if progress != before { keep() }
  }

  private func keep() {
    if let problem = LabProgressFile.write(progress) { Output.say(["archadvisor: \(problem)"]) }
  }
}
