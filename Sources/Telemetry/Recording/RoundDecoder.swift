internal import MeshModel

/// Reads the lines of a recording, one after the other.
public struct RoundDecoder: Sendable {
  /// Nanoseconds of the monotonic clock of the round that was read last.
  public private(set) var latest: Int?
  /// When the recording began, by the same clock; nil when its first line does not tell.
  public private(set) var beginning: Int?
  private var table = CellTable()
  private var reader = ReportReader()
  private var isRecording = false

  public init() {}

  /// Takes one line without its line break.
  ///
  /// After a problem no change can be understood until the next full line.
  ///
  /// - Returns: nil for a line that is no round.
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
    guard line.starts(with: RecordingFormat.family.utf8) else { throw .noRecording }
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
    if let first = words.first, !first.elementsEqual(RecordingFormat.head.utf8) {
      throw .version(first.dropFirst(RecordingFormat.family.utf8.count))
    }
    if words.count > 1 {
      guard let time = Digits.whole(words[1]), RecordingFormat.monotonic.contains(time) else {
        throw .word(words[1])
      }
      beginning = beginning ?? time
    }
    isRecording = true
  }

  private mutating func round(
    _ line: ArraySlice<UInt8>
  ) throws(RecordingProblem.What) -> RecordedRound {
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
