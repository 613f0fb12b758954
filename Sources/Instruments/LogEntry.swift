internal import JSON

/// A line of a log as it was read, whoever wrote it: one of our processes, or what a crash left.
public struct LogEntry: Sendable, Hashable {
  /// As in `2026-11-21T10:00:00.000Z`; a line without a stamp has that of the line before.
  public var at: String
  /// Nil where the line does not say.
  public var level: LogLine.Level?
  /// Who wrote it, as in `order-2`.
  public var instance: String
  /// The trace the line belongs to.
  public var trace: String?
  /// What happened, with what stands in the fields behind it; the line itself where it is no JSON.
  public var words: String

  /// Characters of a line that are kept.
  public static let longest = 2000

  /// Any line.
  public init(
    at: String, level: LogLine.Level?, instance: String, trace: String? = nil, words: String
  ) {
    self.at = at
    self.level = level
    self.instance = instance
    self.trace = trace
    self.words = words
  }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - line: without its line break.
  ///   - instance: whose log it stands in.
  ///   - last: the stamp of the line before.
  public init(_ line: some StringProtocol, of instance: String, after last: String) {
    let document = try? JSONDocument(Array(line.utf8))
    guard let root = document?.root, root.isObject, let message = root["message"]?.string else {
      let words = String(line.unicodeScalars.prefix(Self.longest).map(Character.init))
      self.init(at: last, level: nil, instance: instance, words: words)
      return
    }
    var words = message
    for (name, value) in root.members where !Self.own.contains(name) {
      words += "  \(name)=\(value.string ?? value.number.map { "\($0)" } ?? "-")"
    }
    self.init(
      at: root["at"]?.string ?? last, level: root["level"]?.string.flatMap(LogLine.Level.init),
      instance: root["instance"]?.string ?? instance, trace: root["trace"]?.string,
      words: String(words.unicodeScalars.prefix(Self.longest).map(Character.init)))
  }

  /// The members of the object that are no fields.
  private static let own: Set = [
    "at", "level", "service", "instance", "trace", "message",
  ]

  /// Whether a text stands in it, in small or capital letters; with `!` before it, whether it does not.
  public func mentions(_ text: String) -> Bool {
    let isInverse = text.hasPrefix("!")
    let wanted = (isInverse ? String(text.dropFirst()) : text).lowercased()
    if wanted.isEmpty { return true }
    let isFound = [level?.rawValue ?? "", instance, trace ?? "", words].contains {
      $0.lowercased().contains(wanted)
    }
    return isFound != isInverse
  }
}
