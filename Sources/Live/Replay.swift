public import MeshModel
public import Telemetry

/// A recording that is played: what was known of the mesh, round after round.
///
/// It does no I/O and reads no clock: whoever plays it decides when the next round comes.
public struct Replay: Sendable {
  /// What is known after the rounds so far.
  public private(set) var state: MeshState
  /// The time of the latest round.
  public private(set) var now: ClockReading
  private var reader = RecordingReader()
  private var upcoming: RecordedRound?
  private let beginning: Int

  /// Opens a recording at its beginning, with what was kept from before.
  ///
  /// - Parameter bytes: the whole of it. What was cut off at its end is left out.
  public init(_ bytes: [UInt8], rules: HealthRules = HealthRules()) throws(RecordingProblem) {
    var reader = RecordingReader()
    reader.feed(bytes)
    guard let first = try reader.next() else {
      throw RecordingProblem(line: reader.line + 1, what: .empty)
    }
    state = MeshState(rules: rules)
    now = first.at
    beginning = reader.beginning ?? first.at.monotonic
    self.reader = reader
    upcoming = first
    try step()
    try advance(to: 0)
  }

  /// Seconds from the beginning to the latest round.
  public var seconds: Double { seconds(now) }

  /// Seconds from the beginning to the next round; nil behind the last.
  public var nextSeconds: Double? { upcoming.map { seconds($0.at) } }

  /// The number of the line that was cut off; nil unless the end has been reached and is none.
  public var cutOffLine: Int? {
    upcoming == nil && reader.isInLine ? reader.line + 1 : nil
  }

  /// Goes on by one round; nothing happens behind the last.
  public mutating func step() throws(RecordingProblem) {
    guard let round = upcoming else { return }
    state.take(round.reports, at: round.at)
    now = round.at
    upcoming = try reader.next()
  }

  /// Goes on to a moment.
  ///
  /// - Parameter seconds: from the beginning.
  public mutating func advance(to seconds: Double) throws(RecordingProblem) {
    while let next = nextSeconds, next <= seconds { try step() }
  }

  private func seconds(_ at: ClockReading) -> Double {
    Double(at.monotonic - beginning) / 1_000_000_000
  }
}
