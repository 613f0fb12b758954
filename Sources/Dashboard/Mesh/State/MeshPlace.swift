/// What is open on the Mesh tab.
enum MeshPlace: Equatable, Sendable {
  /// All services.
  case table
  case service(String)
  /// The calls from one service to another.
  case edge(from: String, to: String)
  case instance(String, of: String)
  /// The log lines of a service or an instance.
  case logs(of: String)
  /// The log lines that belong to one request, whoever wrote them.
  case requestLogs(String)
  /// Requests that came by a service, an instance or an edge; nil for all.
  case traces(through: String?)
  /// One request, by its id.
  case trace(String)

  /// What it is called in the line that says where the user is.
  var crumb: String {
    switch self {
    case .table: ""
    case .service(let name), .instance(let name, _): name
    case .edge(let from, let to): "\(from)→\(to)"
    case .logs, .requestLogs: "logs"
    case .traces: "traces"
    case .trace(let id): String(id.prefix(8))
    }
  }

  /// What a fault, logs or traces would be about; nil for everything and for a single request.
  var target: String? {
    switch self {
    case .table, .trace, .requestLogs: nil
    case .service(let name), .instance(let name, _), .logs(let name): name
    case .edge(let from, let to): "\(from):\(to)"
    case .traces(let waypoint): waypoint
    }
  }
}

/// A level that is open, with what is marked on it.
struct MeshLevel: Sendable {
  let place: MeshPlace
  /// What was read for it.
  var reading = MeshReading()
  /// The marked line among those that can be marked.
  var line = 0
  /// What stood in it: found again when other lines came or went.
  var marked: MeshPlace?
  /// Of a request: where the user is among its spans.
  var spans = SpanMarks()

  init(_ place: MeshPlace) {
    self.place = place
  }

  /// As it was when it was opened: seen from its top.
  mutating func unmark() { (line, marked) = (0, nil) }
}

extension MeshTab {
  /// Where keys mean something on what is open.
  var scope: KeyScope {
    switch place {
    case .table: .mesh
    case .service, .edge, .instance: .service
    case .traces: .traces
    case .trace: .trace
    case .logs, .requestLogs: .logs
    }
  }

  /// What is open.
  var place: MeshPlace {
    get { path.last?.place ?? .table }
    set { path = newValue == .table ? [] : [MeshLevel(newValue)] }
  }

  /// The marked line of what is open.
  var line: Int {
    get { path.last?.line ?? 0 }
    set { if !path.isEmpty { path[path.count - 1].line = newValue } }
  }

  /// Goes down a level. What is open already is gone back to, so that no path goes round in circles.
  mutating func open(_ place: MeshPlace) {
    if let known = path.firstIndex(where: { $0.place == place }) {
      path.removeSubrange((known + 1)...)
    } else if place != .table {
      path.append(MeshLevel(place))
    }
  }

  /// Goes up one level; what was marked there is marked still.
  mutating func goUp() {
    if !path.isEmpty { path.removeLast() }
  }
}
