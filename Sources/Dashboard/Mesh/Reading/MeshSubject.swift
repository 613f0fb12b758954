public import Instruments

/// What is read of a mesh beside its rounds, because the level that is open shows it.
public enum MeshSubject: Hashable, Sendable {
  /// The log lines of a service, of an instance, or of both sides of an edge.
  case logs(of: String)
  /// The log lines that belong to one request, by its id.
  case requestLogs(String)
  /// The requests that came by a service, an instance or an edge, nil for all, and that a condition holds
  /// for, as in `failed and took > 100`.
  case traces(through: String?, where: String? = nil)
  /// One request, by its id.
  case trace(String)
}

/// What reading brought.
public struct MeshSight: Sendable {
  /// What was read.
  public var subject: MeshSubject
  /// What was found, or why nothing was, in a sentence.
  public var outcome: Outcome

  /// What was found.
  public enum Outcome: Sendable {
    case lines(LogLines)
    case traces(TraceList)
    /// The request is not there: it is gone, or still on its way.
    case noTrace
    /// In a sentence.
    case failed(String)
  }

  /// What reading brought.
  public init(_ subject: MeshSubject, _ outcome: Outcome) {
    self.subject = subject
    self.outcome = outcome
  }

  /// Takes the place of an older one that nobody has looked at; log lines follow one another.
  public func after(_ older: MeshSight) -> MeshSight {
    guard subject == older.subject, case .lines(let lines) = outcome, !lines.isFromStart,
      case .lines(var all) = older.outcome
    else { return self }
    all.add(lines)
    return MeshSight(subject, .lines(all))
  }
}

/// Lines of logs, in order of time.
public struct LogLines: Sendable, Equatable {
  /// The most lines that are kept.
  public static let limit = 1_000

  /// The lines.
  public private(set) var entries: [LogEntry]
  /// Whether they take the place of what was read before.
  public var isFromStart: Bool
  /// Whether there are lines before the first that are not kept.
  public private(set) var isCut: Bool

  /// Lines in order of time.
  public init(_ entries: [LogEntry], isFromStart: Bool, isCut: Bool = false) {
    self.entries = entries.suffix(Self.limit)
    self.isFromStart = isFromStart
    self.isCut = isCut || entries.count > Self.limit
  }

  /// Takes newer lines in; one that comes late goes to its place.
  mutating func add(_ newer: LogLines) {
    if newer.isFromStart {
      self = newer
      return
    }
    if newer.entries.isEmpty { return }
    var all = entries + newer.entries
    if let last = entries.last, newer.entries.contains(where: { $0.at < last.at }) {
      all = all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        .map(\.element)
    }
    self = LogLines(all, isFromStart: isFromStart, isCut: isCut || newer.isCut)
  }
}

/// Requests that went through the mesh.
public struct TraceList: Sendable, Equatable {
  /// The most that are read for a list.
  public static let limit = 50

  /// In the order asked for.
  public var traces: [Trace]
  /// How many of all that are kept were asked for; at least those in the list.
  public var matching: Int
  /// How many the mesh has kept in all.
  public var kept: Int
  /// Pieces of work that came too fast to be kept.
  public var lostSpans: Int

  /// Requests that went through the mesh.
  ///
  /// - Parameter matching: nil where the list holds all that were asked for.
  public init(_ traces: [Trace], matching: Int? = nil, kept: Int, lostSpans: Int) {
    self.traces = traces
    self.matching = matching ?? traces.count
    self.kept = kept
    self.lostSpans = lostSpans
  }
}
