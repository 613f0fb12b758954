import Terminal

/// What is open above the screen.
enum Box: Equatable, Sendable {
  /// The keys, scrolled to a line.
  case help(scroll: Int)
  /// A text, scrolled to a line.
  case reading(Reading, scroll: Int)
  /// A line to type.
  case prompt(Prompt)
  /// A decision.
  case confirmation(Confirmation)
  /// An answer changed above the matrix.
  case editor(QuestionCursor)
  /// A rule, and what lies behind it.
  case drill(Drill)
  /// A fault being put together.
  case faultForm(FaultForm)
  /// A command being chosen.
  case palette(Palette)
  /// The commands of this session, one of them marked.
  case commandLog(marked: Int)
  /// What can be begun with.
  case start(marked: Int)
  /// A lab being chosen.
  case labs(marked: Int)
}

extension Box {
  /// Whether it asks something that ending faults is no answer to.
  var isDecisionWithoutFaults: Bool {
    switch self {
    case .confirmation(.leaveFaults): false
    case .confirmation: true
    default: false
    }
  }
}

/// What can be read in a box.
enum Reading: Equatable, Sendable {
  /// Why a question is asked and what its answers do.
  case question(String)
  /// The text of the lab's step.
  case labStep
}

/// A line that is being typed.
struct Prompt: Equatable, Sendable {
  /// What is typed.
  enum Purpose: Equatable, Sendable {
    /// The name of the file to save to.
    case path
    /// The answer of a question about a number.
    case number(QuestionCursor)
    /// Why a question makes no sense here.
    case reason(QuestionCursor)
    /// Which services are shown; what was typed before comes back when this is cancelled.
    case filter(before: String)
    /// What is looked for in the knowledge; what was typed before comes back when this is cancelled.
    case patternFilter(before: String)
    /// Which breakers are shown; what was typed before comes back when this is cancelled.
    case breakerFilter(before: String)
    /// Which lines of a log are shown.
    case logFilter(before: String)
    /// Which requests are listed; what was typed before comes back when this is cancelled.
    case traceFilter(before: String)
    /// The file to record to, and the recording to play.
    case record, openRecording
    /// Which questions are listed; what was typed before comes back when this is cancelled.
    case questionFilter(before: String)
  }

  var purpose: Purpose
  var input: TextInput
  /// What is wrong with what was typed.
  var complaint: String?
  /// The box to go back to.
  var isFromEditor = false

  init(_ purpose: Purpose, _ text: String = "", isFromEditor: Bool = false) {
    self.purpose = purpose
    self.isFromEditor = isFromEditor
    input = TextInput(text)
  }
}

/// A decision that is never taken without the user.
enum Confirmation: Equatable, Sendable {
  /// Leave although answers are not saved.
  case leave
  /// Write over a file that exists.
  case overwrite(path: String)
  /// Write over a file that somebody else has changed.
  case overwriteChanged(path: String)
  /// End the shop.
  case stopMesh(name: String)
  /// Break something on purpose.
  case setFault(FaultOrder)
  /// Leave the lab.
  case leaveLab
  /// Leave although faults that were set here still last.
  case leaveFaults(count: Int, seconds: Int)

  /// Whether it is about files that would be lost.
  var isAboutFiles: Bool {
    switch self {
    case .leave, .overwrite, .overwriteChanged: true
    case .stopMesh, .setFault, .leaveLab, .leaveFaults: false
    }
  }
}

extension DashboardState {
  /// Where keys mean something now, the innermost scope first.
  public var scopes: [KeyScope] {
    switch box {
    case .help, .reading: return [.reading]
    case .prompt: return [.prompt]
    case .confirmation(let confirmation):
      return [confirmation.isAboutFiles ? .confirmation : .consent]
    case .faultForm: return [.faultForm]
    case .palette: return [.palette]
    case .commandLog: return [.commandLog]
    case .labs: return [.labList]
    case .start: return [.start]
    case .editor: return [.choices, .editor]
    case .drill: return [.drill]
    case nil: break
    }
    return lab.isOpen && tab.isOfMesh ? [.lab] + tabScopes : tabScopes
  }

  private var tabScopes: [KeyScope] {
    switch (tab, advise.place) {
    case (.advise, .question): return [.choices, .question, .everywhere]
    case (.advise, .list): return [.list, .everywhere]
    case (.matrix, _): return [.matrix, .everywhere]
    case (.topology, _): return [.topology, .faults, .everywhere]
    case (.patterns, _): return [isReading ? .page : .patterns, .everywhere]
    case (.breakers, _): return [.breakers, .faults, .everywhere]
    case (.mesh, _):
      return [mesh.scope, .faults, .everywhere]
    }
  }
}
