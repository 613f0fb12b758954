internal import MeshModel

/// Reads the lines of a recording, one after the other.
public struct RoundDecoder: Sendable {
  /// Nanoseconds of the monotonic clock of the round that was read last.
  public private(set) var latest: Int?
  private var table = CellTable()
  private var reader = ReportReader()
  private var isRecording = false

  public init() {}

  /// Takes one line without its line break.
  ///
  /// After a problem no change can be understood until the next full line.
  ///
  /// - Returns: nil for a line that is no round, and for one that is not later than the last.
  public mutating func take(_ line: ArraySlice<UInt8>) throws(RecordingProblem.What)
    -> RecordedRound?
  {
    guard isRecording, line.first != RecordingFormat.head.utf8.first else {
      try begin(line)
      return nil
    }
    do throws(RecordingProblem.What) {
      return try round(line)
    } catch {
      known = nil
      throw error
    }
  }

  /// The time of the round whose units the table has; nil when they cannot be relied on.
  private var known: Int?

  private mutating func begin(_ line: ArraySlice<UInt8>) throws(RecordingProblem.What) {
    if !line.elementsEqual(RecordingFormat.head.utf8) {
      guard line.starts(with: RecordingFormat.family.utf8) else { throw .noRecording }
      let version = line.dropFirst(RecordingFormat.family.utf8.count)
      guard case .word(let text) = RecordingProblem.What.word(version) else { throw .noRecording }
      throw .version(text)
    }
    isRecording = true
  }

  private mutating func round(
    _ line: ArraySlice<UInt8>
  ) throws(RecordingProblem.What) -> RecordedRound? {
    let words = line.split(separator: UInt8(ascii: " "))
    guard let first = words.first, words.count >= 3,
      let monotonic = Digits.whole(words[1]), RecordingFormat.monotonic.contains(monotonic),
      let wall = Digits.whole(words[2]), RecordingFormat.wall.contains(wall)
    else { throw .line }
    let at = ClockReading(monotonic: monotonic, wall: wall)
    if first.elementsEqual(RecordingFormat.full.utf8) {
      table = CellTable()
      try table.take(words[3...])
    } else if first.elementsEqual(RecordingFormat.change.utf8) {
      guard words.count >= 4, let since = Digits.whole(words[3]) else { throw .line }
      guard since == known else { throw .gap }
      try table.take(words[4...])
    } else {
      throw .line
    }
    let reports = try reports()
    known = monotonic
    if let latest, monotonic <= latest { return nil }
    latest = monotonic
    return RecordedRound(at: at, reports: reports)
  }

  private mutating func reports() throws(RecordingProblem.What) -> [SourceReport] {
    reader.begin()
    for cell in table.units.first ?? [] {
      guard case .whole(let number) = cell, number > 0, number < table.units.count else {
        throw .unit(0)
      }
      do throws(CellReader.Mismatch) {
        try reader.take(table.units[number])
      } catch {
        throw .unit(number)
      }
    }
    return reader.reports
  }
}
