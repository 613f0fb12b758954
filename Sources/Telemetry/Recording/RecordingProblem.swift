/// Why a line of a recording cannot be read.
public struct RecordingProblem: Error, Sendable, Hashable {
  public enum What: Error, Sendable, Hashable {
    /// The first line is not that of a recording.
    case noRecording
    /// A recording of a later version, as its first line says.
    case version(String)
    /// There is no whole round in it.
    case empty
    /// A line that is neither full nor a change.
    case line
    /// A word that cannot stand where it does; at most its first bytes, printable.
    case word(String)
    /// A change of a round that is not the one before.
    case gap
    /// A unit that lacks a cell, has a wrong one, or stands in a wrong place.
    case unit(Int)
    /// More than any mesh has.
    case tooMuch

    /// What is wrong, and what was expected or can be done.
    public var sentence: String {
      switch self {
      case .noRecording:
        "this is no recording; expected '\(RecordingFormat.head)' as its first line"
      case .version(let found):
        "this is a recording of version '\(found)'; this program reads "
          + "'\(RecordingFormat.head)': use a newer program"
      case .empty: "it ends before its first round; record for longer"
      case .line: "expected a line that begins with 'F ' or 'C '; record again"
      case .word(let word): "'\(word)' cannot be understood here; record again"
      case .gap: "it changes a round that is missing; rounds go on with the next full line"
      case .unit(let number): "unit \(number) is malformed; record again"
      case .tooMuch: "it holds more than a mesh can have; record fewer sources"
      }
    }
  }

  /// Counted from 1.
  public let line: Int
  public let what: What

  public init(line: Int, what: What) {
    self.line = line
    self.what = what
  }

  public var sentence: String { what.sentence }
}

extension RecordingProblem.What {
  static func word(_ bytes: some Collection<UInt8>) -> Self { .word(shown(bytes)) }
  static func version(_ bytes: some Collection<UInt8>) -> Self { .version(shown(bytes)) }

  private static func shown(_ bytes: some Collection<UInt8>) -> String {
    let shown = bytes.prefix(20).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
    return String(decoding: shown, as: UTF8.self)
  }
}
