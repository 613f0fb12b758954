/// Reads a recording that arrives in pieces, as a file or an answer does.
public struct RecordingReader: Sendable {
  private var decoder = RoundDecoder()
  private var bytes: [UInt8] = []
  private var place = 0
  private var searched = 0
  /// Lines that were taken.
  public private(set) var line = 0

  public init() {}

  /// Nanoseconds of the monotonic clock of the round that was read last.
  public var latest: Int? { decoder.latest }

  /// When the recording began, by the same clock; nil when its first line does not tell.
  public var beginning: Int? { decoder.beginning }

  /// Whether there is the beginning of a line without an end: at the end of everything that means
  /// that the recording was cut off there.
  public var isInLine: Bool { place < bytes.count }

  /// Takes the next piece.
  public mutating func feed(_ piece: some Sequence<UInt8>) {
    bytes.removeFirst(place)
    searched -= place
    place = 0
    bytes += piece
  }

  /// The next round; nil when more has to be fed first. After a problem it goes on behind it.
  public mutating func next() throws(RecordingProblem) -> RecordedRound? {
    while let end = bytes[searched...].firstIndex(of: 0x0A) {
      let text = bytes[place..<end]
      (place, searched) = (end + 1, end + 1)
      line += 1
      do throws(RecordingProblem.What) {
        if let round = try decoder.take(text) { return round }
      } catch {
        throw RecordingProblem(line: line, what: error)
      }
    }
    searched = bytes.count
    guard bytes.count - place <= RecordingFormat.longestLine else {
      throw RecordingProblem(line: line + 1, what: .tooMuch)
    }
    return nil
  }
}
