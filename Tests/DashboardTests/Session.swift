import Advice
import Dashboard
import Terminal

/// A session without a program: keys in, screens out, effects kept for the test to look at.
struct Session {
  var state: DashboardState
  private(set) var effects: [Effect] = []
  var depth = ColorDepth.indexed

  init(
    _ answers: String = "{}", size: String = "80x24", tab: Tab = .advise, path: String? = nil,
    appearance: Appearance = Appearance(), mesh: MeshTab = MeshTab(), keys: String = "",
    firstRun: FirstRun? = nil, answersNearby: String? = nil
  ) throws {
    let sheet = try OfficeKnowledge.sheet(answers)
    state = DashboardState(
      advisor: OfficeKnowledge.advisor, interview: Interview(sheet, path: path),
      size: Size(text: size) ?? Size(columns: 0, rows: 0), tab: tab, appearance: appearance,
      mesh: mesh, firstRun: firstRun, answersNearby: answersNearby)
    for effect in state.begin() { perform(effect) }
    try press(keys)
  }

  /// Presses keys, as in `Down Enter`.
  mutating func press(_ keys: String) throws {
    for event in try KeyScript.events(keys) { send(.input(event)) }
  }

  mutating func send(_ message: Message) {
    for effect in state.update(message) { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    if case .readHandbook = effect {
      send(.handbook(OfficeKnowledge.library.handbook))
    } else if case .searchFlips(let sheet, let verdict) = effect {
      send(.flips(FlipsFound(OfficeKnowledge.advisor, sheet, verdict: verdict)))
    } else if case .readLibrary = effect {
      send(.library(OfficeKnowledge.library, folder: nil))
    } else if case .watchMesh = effect {
      // Rounds come from the test.
    } else {
      effects.append(effect)
    }
  }

  /// The screen as text.
  var screen: String { FrameText.text(state.view().buffer) }

  /// The words on the screen, wherever its lines break.
  var words: String { screen.split { $0.isWhitespace }.joined(separator: " ") }

  /// The screen as text, and how its cells look.
  var screenWithStyles: String {
    let theme = Theme.named(state.appearance.theme) ?? .standard
    return FrameText.textWithStyles(
      state.view().buffer, palette: Palette(theme: theme, depth: depth))
  }

  /// An answer as it would be shown.
  func answer(_ id: String) -> String {
    guard let question = OfficeKnowledge.library.knowledge.question(id) else { return "none" }
    return question.text(state.answers[id])
  }
}
