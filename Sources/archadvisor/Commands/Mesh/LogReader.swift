import Files
import Instruments
import ShopRuntime
import YAML

/// Reads on in the logs of a mesh: of a service, of an instance, of both sides of an edge, or of all.
struct LogReader {
  /// A line, and whose log it stands in.
  struct Line {
    let text: String
    let entry: LogEntry
  }

  private let folder: String
  private let names: [String]
  private let trace: [UInt8]
  private let bytes: Int
  private var marks: [String: Mark] = [:]
  private var stamps: [String: String] = [:]
  /// Whether lines were passed over because there were too many.
  private(set) var isCut = false

  /// How far a log was read: in which file, up to which place.
  private struct Mark {
    let file: Files.Identity
    let place: Int
  }

  /// The most bytes of one log that a command reads at once.
  static let most = 64 * 1024 * 1024

  /// - Parameters:
  ///   - target: `payment`, `payment-2`, `order:payment`; nil for all.
  ///   - trace: how the id of the request begins whose lines are wanted; nil for any line.
  ///   - bytes: the most that is read of one log at once; of more only the last.
  init(folder: String, target: String?, trace: String? = nil, bytes: Int = Self.most) {
    self.folder = folder
    self.trace = Array((trace ?? "").utf8)
    names = target?.split(separator: ":").map(String.init) ?? []
    self.bytes = bytes
  }

  /// New whole lines, in the order of their stamps.
  mutating func next() throws(FileProblem) -> [Line] {
    var lines: [Line] = []
    let instances = Set(try Files.names(in: folder).compactMap(InstanceLog.instance))
    for instance in instances.sorted() where belongs(instance) {
      lines += try next(of: instance)
    }
    return lines.enumerated().sorted {
      ($0.element.entry.at, $0.offset) < ($1.element.entry.at, $1.offset)
    }.map(\.element)
  }

  /// What is new in the file that is written to now, and before that what is new in the one before.
  private mutating func next(of instance: String) throws(FileProblem) -> [Line] {
    guard let current = try open(InstanceLog.name(instance)) else { return [] }
    let mark = marks[instance]
    if let mark, mark.file == current.identity {
      return try read(current, from: mark.place, bytes, of: instance)
    }
    let (older, isMissing) = try older(instance, than: current, mark)
    let fresh = try read(current, from: 0, bytes, of: instance)
    isCut = isCut || isMissing
    return older + fresh
  }

  /// - Returns: with whether there was more than is left.
  private mutating func older(
    _ instance: String, than current: Files.Opened, _ mark: Mark?
  ) throws(FileProblem) -> (lines: [Line], isMissing: Bool) {
    guard let older = try open(InstanceLog.older(instance)), older.identity != current.identity
    else { return ([], mark != nil) }
    // What is read at once is read from the end.
    let room = bytes - (try current.size())
    let isKnown = older.identity == mark?.file
    guard room > 0 else { return ([], true) }
    let lines = try read(older, from: isKnown ? mark?.place ?? 0 : 0, room, of: instance)
    return (lines, mark != nil && !isKnown)
  }

  /// Nil when there is none of that name, as in the moment in which a new one is begun.
  private func open(_ name: String) throws(FileProblem) -> Files.Opened? {
    do throws(FileProblem) {
      return try Files.Opened("\(folder)/\(name)")
    } catch {
      if error.reason == .missing { return nil }
      throw error
    }
  }

  /// The whole lines from a place on; what stands behind the last line break is read again.
  private mutating func read(
    _ file: Files.Opened, from place: Int, _ limit: Int, of instance: String
  ) throws(FileProblem) -> [Line] {
    let piece = try file.piece(from: place, limit: limit)
    let lineBreak = UInt8(ascii: "\n")
    var bytes = piece.bytes[...]
    guard let end = bytes.lastIndex(of: lineBreak) else {
      marks[instance] = Mark(file: file.identity, place: piece.start)
      return []
    }
    if piece.start > place, let first = bytes.firstIndex(of: lineBreak) {
      isCut = true
      bytes = bytes[(first + 1)...]
    }
    marks[instance] = Mark(file: file.identity, place: piece.start + end + 1)
    let lines = bytes.prefix(upTo: max(end, bytes.startIndex)).split(separator: lineBreak)
    return lines.compactMap { line in
      // Of the many lines of others none has to be understood.
      if !trace.isEmpty, !line.contains(trace) { return nil }
      let text = String(decoding: line, as: UTF8.self)
      let entry = LogEntry(text, of: instance, after: stamps[instance] ?? "")
      stamps[instance] = entry.at
      guard trace.isEmpty || entry.trace?.utf8.starts(with: trace) == true else { return nil }
      return Line(text: text, entry: entry)
    }
  }

  private func belongs(_ instance: String) -> Bool {
    names.isEmpty
      || names.contains { name in
        guard instance.hasPrefix(name) else { return false }
        let rest = instance.dropFirst(name.count)
        return rest.isEmpty || rest.first == "-" && rest.dropFirst().allSatisfy(\.isNumber)
      }
  }
}
