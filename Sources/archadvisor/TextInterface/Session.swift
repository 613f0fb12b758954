import Advice
import Dashboard
import Terminal

/// The loop of the text UI: shows the state, waits for events, does what the state asks for.
struct Session {
  /// How a session ends.
  enum Ending {
    /// The user left.
    case left
    /// The user interrupted the program, or the terminal is gone.
    case interrupted
  }

  private var state: DashboardState
  /// What the user should know of what goes on without the screen.
  var farewell: [String] { state.farewell }
  private let backend: any TerminalBackend
  private let depth: ColorDepth
  private var shown: Frame
  private var files: SessionFiles
  private let desk: MeshDesk
  private let flips: FlipDesk
  /// What the session cost; nil when nobody asks.
  private(set) var stats: SessionStats?

  /// - Parameter depth: the colours to use, which may be fewer than the terminal has.
  init(
    _ state: DashboardState, on backend: any TerminalBackend, depth: ColorDepth,
    files: SessionFiles, desk: MeshDesk, flips: FlipDesk, measures: Bool = false
  ) {
    self.state = state
    self.backend = backend
    self.depth = depth
    self.files = files
    self.desk = desk
    stats = measures ? SessionStats() : nil
    self.flips = flips
    shown = Frame(size: backend.size)
  }

  /// Events that have come in while others were handled are handled before the screen is drawn,
  /// but not more than this many: somebody may hold a key down.
  private static let longestBurst = 64

  /// Shows the first screen.
  mutating func begin() {
    let effects = state.begin()
    show()
    _ = follow(effects)
    _ = takeNews()
    show()
  }

  /// Runs until the user leaves.
  mutating func run() -> Ending {
    begin()
    while true {
      var event = backend.nextEvent(within: state.tickInterval)
      // Nothing happened for so long that the time itself is news.
      if event == nil { tell(.tick(desk.now)) }
      var handled = 0
      while let next = event {
        if let ending = handle(next) { return ending }
        handled += 1
        event = handled < Self.longestBurst ? backend.nextEvent(within: 0) : nil
      }
      show()
    }
  }

  private mutating func tell(_ message: Message) {
    _ = follow(state.update(message))
  }

  /// Takes over what other threads have for the screen.
  private mutating func takeNews() -> Ending? {
    for message in desk.messages() {
      if let ending = follow(state.update(message)) { return ending }
    }
    return nil
  }

  /// Ends what goes on beside the screen.
  ///
  /// - Parameter close: gives the terminal back; the user does not wait for the rest.
  func leave(closing close: () -> Void = {}) {
    desk.close()
    close()
    flips.finish()
    desk.finish()
  }

  /// Draws the state.
  mutating func show() {
    guard var stats else {
      shown = state.view()
      return paint(shown)
    }
    var frame = shown
    stats.frame({ frame = state.view() }, { paint(frame) })
    shown = frame
    self.stats = stats
  }

  private func paint(_ frame: Frame) {
    backend.show(
      frame.buffer, palette: Palette(theme: state.theme, depth: depth), cursor: frame.cursor)
  }

  /// Handles one event and all that follows from it.
  mutating func handle(_ event: InputEvent) -> Ending? {
    if case .key = event { stats?.pressed() }
    return follow(state.update(message(for: event))) ?? takeNews()
  }

  /// Does what the state asks for, tells it what came of that, and so on.
  private mutating func follow(_ effects: [Effect]) -> Ending? {
    var waiting = effects
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      if case .quit(let interrupted) = effect { return interrupted ? .interrupted : .left }
      if let answer = perform(effect) { waiting += state.update(answer) }
    }
    return nil
  }

  /// A click means what was drawn where it went.
  private func message(for event: InputEvent) -> Message {
    if case .mouse(let mouse) = event, mouse.action == .press,
      let action = shown.action(at: mouse.position)
    {
      return .action(action)
    }
    return .input(event)
  }

  private mutating func perform(_ effect: Effect) -> Message? {
    switch effect {
    case .save(let sheet, let path, let mode): return files.save(sheet, path: path, mode)
    case .readAnswers(let path): return files.open(path)
    case .readLibrary: return files.library()
    case .readHandbook: return .handbook(files.handbook())
    case .copy(let text): return .copied(text, isSent: backend.copy(text))
    case .readLabs: return files.labs()
    case .keepProgress(let progress): return files.keep(progress)
    case .setMouse(let isOn): backend.setMouse(enabled: isOn)
    case .repaint: backend.repaint()
    case .suspend: backend.suspend()
    case .watchMesh: desk.watch()
    case .mesh(let errand): desk.give(errand)
    case .follow(let subject): desk.follow(subject)
    case .record(let path): desk.record(path)
    case .endRecording: desk.endRecording()
    case .play(let path): desk.play(path)
    case .look(let milliseconds): desk.look(every: milliseconds)
    case .searchFlips(let sheet, let verdict): flips.search(sheet, verdict: verdict)
    case .quit: break
    }
    return nil
  }
}
