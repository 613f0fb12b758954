/// A story of the whole program in a terminal: lines that a test plays as fast as it can, and
/// `Scripts/demo` at the speed of somebody who watches.
///
/// The format is told in `Tests/README.md`.
public struct SessionScript: Sendable {
  /// What it shows, in a line.
  public private(set) var title = ""
  public private(set) var columns = 120
  public private(set) var rows = 36
  /// The steps with the numbers of their lines.
  public private(set) var steps: [(line: Int, step: SessionStep)] = []

  /// Reads a session.
  ///
  /// - Throws: `HarnessError` with the place of the first line that makes no sense.
  public init(_ text: String, name: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let content = line.drop { $0 == " " }
      guard let first = content.first, first != "#" else { continue }
      do {
        try add(String(content), line: index + 1)
      } catch {
        throw HarnessError("\(name):\(index + 1): \(error)")
      }
    }
    guard !title.isEmpty, !steps.isEmpty else {
      throw HarnessError("\(name): no title, or no steps")
    }
  }

  /// Reads `Tests/Sessions/NAME.session`.
  public init(named name: String) throws {
    let path = try Tree.path("Tests/Sessions/\(name).session")
    try self.init(String(decoding: contents(of: path) ?? [], as: UTF8.self), name: path)
  }

  /// The names of all sessions, sorted.
  public static func names() throws -> [String] {
    try folderEntries(Tree.path("Tests/Sessions")).filter { $0.hasSuffix(".session") }
      .map { String($0.dropLast(8)) }
  }

  private mutating func add(_ line: String, line number: Int) throws {
    let (verb, rest) = SessionWords.head(of: line)
    switch verb {
    case "title": title = rest
    case "size": (columns, rows) = try SessionWords.size(rest)
    default: steps.append((number, try SessionStep(verb, rest)))
    }
  }
}

extension SessionStep {
  /// Reads the words of a line.
  init(_ verb: String, _ rest: String) throws {
    let words = try SessionWords(rest)
    switch verb {
    case "caption": self = .caption(rest)
    case "before": self = .before(rest)
    case "start": self = .start(rest)
    case "beside": self = .beside(rest)
    case "press": self = .press(words.all)
    case "seek" where words.all.count == 3 && words.all[1] == "by":
      self = .seek(words.all[0], key: words.all[2])
    case "type": self = .type(try words.one())
    case "resize":
      let (columns, rows) = try SessionWords.size(rest)
      self = .resize(columns: columns, rows: rows)
    case "signal" where words.all.last == "mesh": self = .meshSignal(words.all[0])
    case "signal": self = .signal(try words.one())
    case "wait", "show", "gone", "states": self = try Self.seen(verb, words)
    case "falls": self = .falls(try words.one())
    case "rises": self = .rises(try words.one())
    case "fits": self = .fits
    case "keep" where words.all.count == 3 && words.all[1] == "after":
      self = .keep(words.all[0], after: words.all[2])
    case "shell": self = try Self.shell(rest)
    case "ends":
      guard let status = Int32(rest) else { throw HarnessError("'\(rest)' is no status") }
      self = .ends(status)
    default: throw HarnessError("'\(verb)' is no step of a session")
    }
  }

  private static func seen(_ verb: String, _ words: SessionWords) throws -> SessionStep {
    let (texts, seconds) = try words.timed()
    switch verb {
    case "wait": return .wait(texts, seconds: seconds)
    case "show": return .show(texts, seconds: seconds)
    case "gone": return .gone(texts, seconds: seconds)
    default:
      guard texts.count > 1 else { throw HarnessError("'states' needs a row and words") }
      return .states(row: texts[0], words: Array(texts.dropFirst()), seconds: seconds)
    }
  }

  /// `COMMAND`, or `COMMAND prints "TEXT"...`.
  private static func shell(_ rest: String) throws -> SessionStep {
    guard let place = rest.firstRange(of: " prints \"") else { return .shell(rest, prints: []) }
    let words = try SessionWords(String(rest[rest.index(place.upperBound, offsetBy: -1)...]))
    return .shell(String(rest[..<place.lowerBound]), prints: words.all)
  }
}
