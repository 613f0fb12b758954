import Files
import Instruments
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
  private var positions: [String: Int] = [:]
  private var stamps: [String: String] = [:]
  /// Whether lines were passed over because there were too many.
  private(set) var isCut = false

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
    for name in try Files.names(in: folder) where belongs(name) {
      let piece = try Files.piece(
        of: "\(folder)/\(name)", from: positions[name] ?? 0, limit: bytes)
      lines += whole(piece, of: name)
    }
    return lines.enumerated().sorted {
      ($0.element.entry.at, $0.offset) < ($1.element.entry.at, $1.offset)
    }.map(\.element)
  }

  /// The whole lines of a piece; what stands behind the last line break is read again.
  private mutating func whole(_ piece: Files.Piece, of name: String) -> [Line] {
    let lineBreak = UInt8(ascii: "\n")
    var bytes = piece.bytes[...]
    guard let end = bytes.lastIndex(of: lineBreak) else { return [] }
    if piece.start > positions[name] ?? 0, let first = bytes.firstIndex(of: lineBreak) {
      isCut = true
      bytes = bytes[(first + 1)...]
    }
    positions[name] = piece.start + end + 1
    let instance = String(name.dropLast(".log".utf8.count))
    let lines = bytes.prefix(upTo: max(end, bytes.startIndex)).split(separator: lineBreak)
    return lines.compactMap { line in
      // Of the many lines of others none has to be understood.
      if !trace.isEmpty, !line.contains(trace) { return nil }
      let text = String(decoding: line, as: UTF8.self)
      let entry = LogEntry(text, of: instance, after: stamps[name] ?? "")
      stamps[name] = entry.at
      guard trace.isEmpty || entry.trace?.utf8.starts(with: trace) == true else { return nil }
      return Line(text: text, entry: entry)
    }
  }

  private func belongs(_ file: String) -> Bool {
    guard file.hasSuffix(".log") else { return false }
    let instance = file.dropLast(".log".utf8.count)
    return names.isEmpty
      || names.contains { name in
        guard instance.hasPrefix(name) else { return false }
        let rest = instance.dropFirst(name.count)
        return rest.isEmpty || rest.first == "-" && rest.dropFirst().allSatisfy(\.isNumber)
      }
  }
}
