import Advice
import Terminal

/// What a session that begins with nothing is told of its surroundings.
public struct FirstRun: Equatable, Sendable {
  /// A file of answers that lies in the folder; nil when there is none.
  public var answersFile: String?

  /// A session begins with nothing: no answers, no mesh, no tab was asked for.
  public init(answersFile: String? = nil) {
    self.answersFile = answersFile
  }
}

/// What can be begun with.
enum StartChoice: Equatable, Sendable {
  case goOn(String)
  case advise
  case mesh
  case teach
  case read
}

extension DashboardState {
  /// What is offered: answers that lie in the folder only while there are none here.
  var startChoices: [StartChoice] {
    let file = interview.path == nil && answers.isEmpty ? answersNearby : nil
    return (file.map { [.goOn($0)] } ?? []) + [.advise, .mesh, .teach, .read]
  }

  func startChoice(_ index: Int) -> StartChoice {
    let all = startChoices
    return all.indices.contains(index) ? all[index] : .advise
  }

  /// A choice in a word or two, and what happens then.
  func words(_ choice: StartChoice) -> (title: String, meaning: String) {
    switch choice {
    case .goOn(let path): ("Go on with \(path)", "Opens the answers kept in this folder.")
    case .advise: ("Advise me", "Questions, one at a time; then a style, and why.")
    case .mesh:
      mesh.live?.presence == .present
        ? ("Show me the mesh", "The services that run now, live.")
        : ("Show me a mesh", "Starts a small shop of real services, live.")
    case .teach: ("Teach me", "Break the shop on purpose, step by step.")
    case .read: ("Read", "Styles, patterns, warning signs and sources.")
    }
  }

  /// The command that does the same.
  func command(_ choice: StartChoice) -> String {
    switch choice {
    case .goOn(let path): "archadvisor --answers \(Self.shellWord(path))"
    case .advise: "archadvisor ask"
    case .mesh:
      mesh.live?.presence == .present ? mesh.command : "archadvisor mesh up\(mesh.nameOption)"
    case .teach: "archadvisor lab list"
    case .read: "archadvisor knowledge list"
    }
  }

  mutating func act(_ action: Action, inStart marked: Int) -> [Effect] {
    switch action {
    case .cancel: box = nil
    case .interrupt: return leave(interrupted: true)
    case .move(let move):
      let count = startChoices.count
      box = .start(marked: moved(marked, move, count: count, page: count))
    case .select(let index): return begin(with: startChoice(index))
    case .accept: return begin(with: startChoice(marked))
    default: break
    }
    return []
  }

  private mutating func begin(with choice: StartChoice) -> [Effect] {
    box = nil
    switch choice {
    case .goOn(let path): return show(.advise) + [.readAnswers(path: path)]
    case .advise: return show(.advise)
    case .mesh: return show(.mesh) + startMeshIfNone()
    case .teach: return show(.breakers) + act(.openLab)
    case .read: return show(.patterns)
    }
  }

  /// Starts the shop unless something runs already, or is looked at.
  private mutating func startMeshIfNone() -> [Effect] {
    let mayStart = mesh.isOwn && mesh.work == nil && mesh.live?.presence != .present
    return mayStart ? give(.start) : []
  }

  /// Answers that lay in the folder have been read.
  mutating func take(_ sheet: AnswerSheet, path: String) {
    interview = Interview(sheet, path: path)
    judgeAgain()
    verdict.forgetMovement()
    verdict.keepAsSaved()
    let open = questions.firstIndex { sheet.answers[$0.id] == nil }
    advise = AdviseState(place: open == nil ? .list : .question, cursor: .init(open ?? 0))
    placeOnAnswer(&advise.cursor)
    if verdict.contradiction == nil { notice = Notice(.ok, Sentence.opened(path)) }
  }
}
