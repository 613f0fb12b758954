public import Advice
public import Terminal

/// Everything the text UI knows. Views only read it; ``update(_:)`` is the only way to change it.
public struct DashboardState: Sendable {
  // What it works with
  let advisor: Advisor
  var handbook: Handbook?
  /// The keys in force.
  let keys: KeyTable<KeyScope, Action>
  /// The themes there are, in the order in which they are stepped through.
  let themes: [Theme]
  /// Whether text may be put into the terminal's clipboard.
  let mayCopy: Bool

  // What it is about
  var interview: Interview
  var verdict = Verdict()

  // What is on the screen
  var size: Size
  var tab: Tab
  var advise: AdviseState
  var matrix = MatrixState()
  var mesh: MeshTab
  var topology = TopologyState()
  var lab = LabPanel()
  var patterns = PatternsState()
  /// A file of answers in the folder the program was started in.
  var answersNearby: String?
  var box: Box?
  var notice: Notice?
  var isLeaving = false
  /// What was done from the palette, the latest first.
  var commandHistory = CommandHistory()
  /// What was seen and done, as commands.
  var commandLog = CommandLog()

  /// How the screen looks.
  public internal(set) var appearance: Appearance

  /// Starts with answers, at the first open question.
  public init(
    advisor: Advisor, interview: Interview, size: Size, tab: Tab = .advise,
    appearance: Appearance = Appearance(), mesh: MeshTab = MeshTab(),
    keys: KeyTable<KeyScope, Action> = Keys.table, ownThemes: [Theme] = [], mayCopy: Bool = true,
    firstRun: FirstRun? = nil, answersNearby: String? = nil
  ) {
    self.advisor = advisor
    self.keys = keys
    themes = Theme.all + ownThemes
    self.mayCopy = mayCopy
    self.interview = interview
    self.size = size
    self.tab = tab
    self.appearance = appearance
    self.mesh = mesh
    let open = advisor.knowledge.questions.firstIndex { interview.sheet.answers[$0.id] == nil }
    advise = AdviseState(place: open == nil ? .list : .question, cursor: .init(open ?? 0))
    verdict.judge(interview.sheet, by: advisor)
    verdict.forgetMovement()
    verdict.keepAsSaved()
    if interview.sheet.answers.isEmpty, [.advise, .matrix].contains(tab) {
      notice = Notice(.info, Sentence.welcome)
    }
    if let contradiction = verdict.contradiction {
      notice = Notice(.bad, Sentence.contradiction(contradiction))
    }
    placeOnAnswer(&advise.cursor)
    self.answersNearby = answersNearby
    if let offer = nearbyOffer, [.advise, .matrix].contains(tab) { notice = offer }
    if let firstRun {
      self.answersNearby = firstRun.answersFile
      notice = nil
      box = .start(marked: 0)
    }
  }

  /// That answers lie in the folder, while there are none here.
  var nearbyOffer: Notice? {
    guard let answersNearby, interview.path == nil, answers.isEmpty else { return nil }
    return Notice(.info, Sentence.answersNearby(answersNearby))
  }

  /// The answers as they are now.
  public var sheet: AnswerSheet { interview.sheet }

  /// The theme in force.
  public var theme: Theme { themes.first { $0.name == appearance.theme } ?? .standard }

  /// The answers as they are now, by question.
  public var answers: [String: Answer] { interview.sheet.answers }

  var questions: [Question] { advisor.knowledge.questions }

  /// The question at an index; nil only when the knowledge base has none.
  func question(_ index: Int) -> Question? {
    questions.indices.contains(index) ? questions[index] : nil
  }

  func answer(_ question: Question) -> Answer? { interview.sheet.answers[question.id] }

  func choices(_ question: Question) -> [Choice] {
    Choice.all(question, advisor.knowledge.criterion(question.id))
  }

  /// Marks the line that shows the answer the question has.
  func placeOnAnswer(_ cursor: inout QuestionCursor) {
    guard let question = question(cursor.question) else { return }
    cursor.choice = Choice.current(choices(question), answer(question))
  }
}

/// How the screen looks.
public struct Appearance: Equatable, Sendable {
  /// The name of the theme.
  public var theme: String
  /// Whether only ASCII characters are drawn.
  public var isAscii: Bool
  /// Whether the mouse is on.
  public var usesMouse: Bool
  /// Whether traffic is seen moving.
  public var isAnimated: Bool

  /// A look.
  public init(
    theme: String = Theme.standard.name, isAscii: Bool = false, usesMouse: Bool = false,
    isAnimated: Bool = true
  ) {
    self.theme = theme
    self.isAscii = isAscii
    self.usesMouse = usesMouse
    self.isAnimated = isAnimated
  }
}

/// A question and the line marked under it.
struct QuestionCursor: Equatable, Sendable {
  /// The place among the questions.
  var question: Int
  /// The place among the choices.
  var choice = 0

  init(_ question: Int) {
    self.question = question
  }
}

/// A sentence shown until the next key.
struct Notice: Equatable, Sendable {
  var role: Role
  var text: String

  init(_ role: Role, _ text: String) {
    self.role = role
    self.text = text
  }
}
