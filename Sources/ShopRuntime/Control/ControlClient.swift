public import Files
internal import HTTP
public import Instruments
internal import JSON
internal import Text

/// Talks to the supervisor of a running mesh.
public struct ControlClient: Sendable {
  /// Why a mesh gave no useful answer.
  public enum Problem: Error, Sendable, Hashable {
    /// Nobody listens at its socket.
    case notRunning
    /// What lies in its folder may be somebody else's.
    case folder(FolderProblem)
    /// It said no, and why.
    case refused(status: Int, message: String)
    /// It listens, but has said nothing for so many milliseconds.
    case silent(milliseconds: Int)
    case broken(String)
  }

  private let client: Client
  private let limit: Int

  /// Milliseconds that a change of a mesh may take, a bit more than its supervisor allows for it.
  private static let changeLimit = 130_000

  /// - Parameter limit: milliseconds to wait for an answer. Only changes may take longer, and only of a
  ///   mesh that has answered a question in that time.
  public init(_ folders: MeshFolders, limit: Int = 6000) throws(Problem) {
    self.limit = limit
    do throws(FolderProblem) {
      try folders.check()
    } catch {
      throw .folder(error)
    }
    do throws(HTTPProblem) {
      client = try Client(unixSocket: folders.controlSocket)
    } catch {
      throw .broken(error.sentence)
    }
  }

  /// Which instances run, and where the gateway is.
  public func status() throws(Problem) -> MeshStatus {
    let bytes = try send("GET", "/status")
    guard let status = MeshStatus(bytes) else { throw .broken("its status cannot be read") }
    return status
  }

  /// The events after a number, as lines of JSON, and the newest number.
  public func events(after last: Int) throws(Problem) -> (lines: [String], newest: Int) {
    let response = try perform("GET", "/events", query: [(name: "after", value: String(last))])
    let lines = response.text.split(separator: "\n").map(String.init)
    return (lines, response.headers["x-newest"].flatMap { Int($0) } ?? last)
  }

  /// What is kept of the requests that went through the mesh.
  public struct Traces: Sendable {
    /// Those that were asked for, in the order asked for.
    public var traces: [Trace]
    /// How many of all that are kept were asked for; a list may hold fewer.
    public var matching: Int
    /// How many traces the mesh has kept in all.
    public var kept: Int
    /// Spans that came too fast to be kept.
    public var lostSpans: Int
  }

  /// The traces that come first in an order.
  ///
  /// - Parameters:
  ///   - waypoint: only those that came by there.
  ///   - condition: only those that it holds for, as in `failed and took > 100`.
  public func traces(
    _ order: SpanStore.Order, through waypoint: Waypoint? = nil, where condition: String? = nil,
    limit: Int
  ) throws(Problem) -> Traces {
    var query = [(name: "list", value: order.rawValue), (name: "limit", value: String(limit))]
    if let waypoint { query.append((name: "through", value: waypoint.text)) }
    if let condition { query.append((name: "where", value: condition)) }
    return try traces(query)
  }

  /// The traces whose id begins with a text.
  public func traces(prefix: String, limit: Int) throws(Problem) -> Traces {
    try traces([(name: "trace", value: prefix), (name: "limit", value: String(limit))])
  }

  private func traces(_ query: [(name: String, value: String)]) throws(Problem) -> Traces {
    let response = try perform("GET", "/spans", query: query)
    func number(_ name: String) -> Int { response.headers[name].flatMap { Int($0) } ?? 0 }
    let traces = Trace.group(SpanText.spans(response.body))
    return Traces(
      traces: traces, matching: max(number("x-matching-traces"), traces.count),
      kept: number("x-kept-traces"), lostSpans: number("x-lost-spans"))
  }

  /// The faults in force.
  ///
  /// - Parameter asking: whether every instance is asked first what was set there directly; the
  ///   supervisor hears of that within a second anyway.
  public func faults(asking: Bool = false) throws(Problem) -> [Fault] {
    let query = asking ? [(name: "look", value: "yes")] : []
    return try list(try perform("GET", "/faults", query: query).body)
  }

  /// Sets a fault and returns it with its number.
  public func add(_ fault: Fault) throws(Problem) -> Fault {
    var writer = JSONWriter(pretty: false)
    fault.write(&writer)
    guard let taken = try list(try send("POST", "/faults", writer.text)).first else {
      throw .broken("its answer cannot be read")
    }
    return taken
  }

  /// Ends one fault, or all of them, and returns those that ended.
  public func clear(id: Int?) throws(Problem) -> [Fault] {
    let query = id.map { [(name: "id", value: String($0))] } ?? []
    return try list(try perform("DELETE", "/faults", query: query).body)
  }

  /// Returns when the service has so many ready instances.
  public func scale(_ service: String, to count: Int) throws(Problem) {
    try change("/scale", service) { $0.integer("count", count) }
  }

  /// Returns when every instance has been replaced by a fresh one.
  public func restart(_ service: String) throws(Problem) {
    try change("/restart", service) { _ in }
  }

  /// Returns when the new version runs alone, or throws `refused` when it was rolled back.
  ///
  /// - Parameters:
  ///   - canaryPercent: the share of the calls, 1 to 50, that one instance of the new version gets
  ///     while it is watched; nil replaces all without watching.
  ///   - watchMilliseconds: how long it is watched.
  ///   - manner: how the demonstration's new version misbehaves; empty when it does not.
  public func upgrade(
    _ service: String, to version: String, canaryPercent: Int?, watchMilliseconds: Int,
    manner: String
  ) throws(Problem) {
    try change("/upgrade", service, patience: watchMilliseconds) {
      $0.string("version", version)
      if let canaryPercent { $0.integer("canary_percent", canaryPercent) }
      $0.integer("watch_ms", watchMilliseconds)
      if !manner.isEmpty { $0.string("manner", manner) }
    }
  }

  /// Tells the mesh to end; it is gone when its runtime folder is.
  public func down() throws(Problem) { _ = try send("POST", "/down") }

  private func change(
    _ path: String, _ service: String, patience: Int = 0, _ write: (inout JSONWriter) -> Void
  ) throws(Problem) {
    var writer = JSONWriter(pretty: false)
    writer.object {
      $0.string("service", service)
      write(&$0)
    }
    // A supervisor that hangs must not be waited for as long as one that works.
    _ = try perform("GET", "/status")
    _ = try perform("POST", path, body: writer.text, limit: Self.changeLimit + patience)
  }

  private func list(_ bytes: [UInt8]) throws(Problem) -> [Fault] {
    guard let faults = Fault.list(bytes) else { throw .broken("its answer cannot be read") }
    return faults
  }

  private func send(
    _ method: String, _ path: String, _ body: String = ""
  ) throws(Problem) -> [UInt8] {
    try perform(method, path, body: body).body
  }

  private func perform(
    _ method: String, _ path: String, query: [(name: String, value: String)] = [],
    body: String = "", limit: Int? = nil
  ) throws(Problem) -> Response {
    let request =
      body.isEmpty
      ? Request(method, path, query: query) : Request(method, path, query: query, json: body)
    let response: Response
    do throws(HTTPProblem) {
      response = try client.send(
        request, to: "http://mesh", timeout: limit ?? self.limit, limit: 16_000_000)
    } catch {
      switch error {
      case .refused: throw .notRunning
      case .timeout: throw .silent(milliseconds: limit ?? self.limit)
      default: throw .broken(error.sentence)
      }
    }
    if response.isSuccess { return response }
    let message = JSONBody.root(response.body)?["error"]?.string ?? response.text
    throw .refused(status: response.status, message: message.printable)
  }
}
