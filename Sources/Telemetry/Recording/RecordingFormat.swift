public import MeshModel

/// The line format in which rounds are recorded and served.
///
/// It holds what `MeshState.take` got, exactly: the same lines give the same snapshots, byte for
/// byte. Text, one round a line, behind a first line that names the format:
///
///     archadvisor.rounds/1
///     F 81234000000000 1795255200000000 :0 #3 +1 +2 +3 :1 #8 +1 "shop=demo "shop …
///     C 81235000000000 1795255201000000 81234000000000 :2 *5 +20 *3 +18
///
/// `F` is a full round: nothing before it is needed. `C` is the change from the round whose time
/// stands third, and is worth nothing without it. The first two numbers are the time of the round:
/// nanoseconds of the monotonic clock, by which rounds are told apart, and microseconds since 1970.
///
/// The rest is the change of *units*, each a list of cells: `:N` begins unit N, and words for its
/// cells follow, as `CellWriter` tells them; what is not mentioned is as before. In a full round all
/// units were empty before, and no text was known. Unit 0 lists the other units of the round in
/// their order: a source is followed by its events and observers, an observer by what it served,
/// called, and so on. `ReportUnits` tells the cells of each kind.
///
/// The first line may have a second word: the time, by the monotonic clock, at which recording began,
/// when rounds that were kept from before come first. Moments of a recording count from there.
///
/// Whoever starts in the middle waits for the next `F`. A line without its line break was cut off
/// and is dropped.
public enum RecordingFormat {
  /// The first line.
  public static let head = "archadvisor.rounds/1"
  static let family = "archadvisor.rounds/"
  /// Longest line that is read, in bytes.
  static let longestLine = 64_000_000

  static let full = "F"
  static let change = "C"

  /// Times further away than this are nonsense: 36 years of the monotonic clock.
  static let monotonic = -(1 << 60)...(1 << 60)
  /// The wall clock's, in microseconds: 4,500 years around 1970.
  static let wall = -(1 << 57)...(1 << 57)
}

/// What `MeshState.take` got.
public struct RecordedRound: Sendable {
  public let at: ClockReading
  public let reports: [SourceReport]

  public init(at: ClockReading, reports: [SourceReport]) {
    self.at = at
    self.reports = reports
  }
}
