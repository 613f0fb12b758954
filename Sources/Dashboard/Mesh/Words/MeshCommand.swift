import MeshModel

extension MeshTab {
  /// The command that prints what the tab shows.
  var command: String {
    if isAbsent || work?.errand == .start { return "archadvisor mesh up\(nameOption)" }
    switch place {
    case .table: return "archadvisor mesh stat\(sourceOptions)\(rowOptions)"
    case .service(let name), .instance(_, let name):
      let condition = "name = \(Self.filterWord(name))"
      return
        "archadvisor mesh stat\(sourceOptions) -i --where \(DashboardState.shellWord(condition))"
    case .edge(let from, let to):
      let condition = wayCondition(from: Self.filterWord(from), to: Self.filterWord(to))
      return
        "archadvisor mesh edges\(sourceOptions) --where \(DashboardState.shellWord(condition))"
    case .logs(let target):
      return "archadvisor mesh logs \(DashboardState.shellWord(target))\(logOptions)"
    case .requestLogs(let id): return "archadvisor mesh logs --trace \(id)\(logOptions)"
    case .traces(let waypoint):
      let through = waypoint.map { " --through \(DashboardState.shellWord($0))" } ?? ""
      let condition =
        TraceFilter(reading.filter).condition.map { " --where \(DashboardState.shellWord($0))" }
        ?? ""
      return "archadvisor mesh trace --worst\(through)\(condition) --count \(TraceList.limit)"
        + nameOption
    case .trace(let id):
      let whole = path.last?.spans.isWhole ?? false ? " --whole" : ""
      return "archadvisor mesh trace \(id)\(whole)\(nameOption)"
    }
  }

  /// What of the log is shown, in the same words.
  private var logOptions: String {
    let filter = reading.filter
    let match = filter.isEmpty ? "" : " --match \(DashboardState.shellWord(filter))"
    let lines = reading.lines.isCut && filter.isEmpty ? " --lines \(LogLines.limit)" : ""
    return "\(match)\(lines) -o text\(nameOption)"
  }

  /// The command that prints what happened to breakers.
  var breakersCommand: String { "archadvisor mesh events\(sourceOptions)" }

  /// The command that prints the graph of the mesh.
  var topologyCommand: String { "archadvisor mesh graph\(sourceOptions)" }

  /// The rows that are shown, in their order.
  private var rowOptions: String {
    let condition = filtered.condition.map { " --where \(DashboardState.shellWord($0))" } ?? ""
    return condition + (sorting.text.map { " --sort \($0)" } ?? "")
  }

  /// The calls from one to the other, and the messages that one of them keeps for the other.
  ///
  /// - Parameters: names as a filter takes them.
  func wayCondition(_ way: CallName? = nil, from: String, to: String) -> String {
    let calls = "from = \(from) and to = \(to)"
    guard let snapshot = frame?.snapshot,
      case .edge(let first, let last) = way.map({ .edge(from: $0.from, to: $0.to) }) ?? place,
      let messages = MessageWay(from: first, to: last, in: snapshot)
    else { return calls }
    let kept =
      messages.isPublishing
      ? "broker = \(to) and from = \(from)" : "broker = \(from) and to = \(to)"
    let hasCalls = snapshot.edges.contains { $0.from == first && $0.to == last }
    return hasCalls ? "\(calls) or \(kept)" : kept
  }

  /// A name as a filter takes it.
  private static func filterWord(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { byte in
      byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "-_./:".utf8.contains(byte)
    }
    return isPlain && !name.isEmpty && !["and", "or", "not", "is"].contains(name.lowercased())
      ? name : "\"\(name.replacing("\"", with: ""))\""
  }

  /// The command that sets a fault.
  func command(_ order: FaultOrder) -> String {
    "archadvisor mesh fault add \(order.target) \(order.effect.option) --for \(order.seconds)s"
      + nameOption
  }

  /// The command that records the same.
  func command(recordingTo path: String) -> String {
    "archadvisor mesh record \(DashboardState.shellWord(path))\(sourceOptions)"
  }

  var nameOption: String { name == "shop" ? "" : " --name \(DashboardState.shellWord(name))" }

  private var sourceOptions: String {
    let moment = frame?.recorded.map { " --at \($0.seconds)s" } ?? ""
    return sources.isEmpty
      ? " --name \(DashboardState.shellWord(name))"
      : sources.map { " --source \(DashboardState.shellWord($0))" }.joined() + moment
  }
}
