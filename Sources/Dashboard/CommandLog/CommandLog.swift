import Terminal
import Labs
import MeshModel

/// The commands that would have done, or printed, what was done and seen in this session.
struct CommandLog: Equatable, Sendable {
  /// One of them.
  struct Entry: Equatable, Sendable {
    let command: String
    /// When, in microseconds of the wall clock; nil while no clock was heard.
    let at: Int?
    /// Whether it only prints something.
    var isView = false
  }

  /// The latest first.
  private(set) var entries: [Entry] = []
  /// The command of the view that was added last.
  var view = ""

  /// The most that are kept.
  static let limit = 200

  /// Adds a command, unless it is the one that was added last. What only prints something stands there
  /// once, where it was looked at last.
  mutating func add(_ command: String, at time: Int?, isView: Bool = false) {
    guard entries.first?.command != command else { return }
    if isView { entries.removeAll { $0.isView && $0.command == command } }
    entries.insert(Entry(command: command, at: time, isView: isView), at: 0)
    if entries.count > Self.limit { entries.removeLast() }
  }
}

extension DashboardState {
  /// Adds the commands for what somebody did: for its effects, and for the view when that is
  /// another one now. What comes by itself is not added.
  mutating func log(_ effects: [Effect], after message: Message) {
    switch message {
    case .input(.key), .input(.mouse), .action, .saved: break
    default: return
    }
    for effect in effects {
      if case .mesh(let errand) = effect { log(mesh.command(for: errand)) }
      if case .record(let path) = effect { log(mesh.command(recordingTo: path)) }
    }
    // What is only being put together in a box has not been done.
    if box == nil, equivalentCommand != commandLog.view {
      commandLog.view = equivalentCommand
      log(equivalentCommand, isView: true)
    }
  }

  mutating func log(_ command: String, isView: Bool = false) {
    commandLog.add(command, at: mesh.clock?.wall, isView: isView)
  }
}

extension MeshTab {
  /// The command that does the same as an errand.
  fileprivate func command(for errand: MeshErrand) -> String {
    switch errand {
    case .start: "archadvisor mesh up\(nameOption)"
    case .stop: "archadvisor mesh down\(nameOption)"
    case .addFault(let order): command(order)
    case .clearFaults(let numbers):
      numbers.map { "archadvisor mesh fault clear \($0)\(nameOption)" }.joined(separator: "; ")
    case .haltFaults: "archadvisor mesh halt\(nameOption)"
    case .lab(let errand): errand.deeds.commands(nameOption).joined(separator: "; ")
    }
  }
}
