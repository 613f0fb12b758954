public import MeshModel

/// The rounds of the last minute as lines, for readers who come by for what is new.
public struct RoundShelf: Sendable {
  private var encoder: RoundEncoder
  private var lines: [RoundEncoder.Line] = []

  /// Nanoseconds that are kept; full lines make it up to a quarter more.
  private static let span = 61_000_000_000

  public init() { encoder = RoundEncoder(fullEvery: 15) }

  public mutating func take(_ reports: [SourceReport], at now: ClockReading) {
    lines.append(encoder.line(reports, at: now))
    // What is kept begins with a full line: those before it could not be read without it.
    let oldest = now.monotonic - Self.span
    if let first = lines.lastIndex(where: { $0.isFull && $0.at <= oldest }) {
      lines.removeFirst(first)
    }
  }

  /// The first line of the format, and the rounds behind one; all that are kept when that one is not
  /// among them.
  ///
  /// - Parameter latest: the time of a round, in nanoseconds of the monotonic clock.
  public func text(after latest: Int?) -> [UInt8] {
    let known = latest.flatMap { latest in lines.lastIndex { $0.at == latest } }
    let wanted = known.map { lines[($0 + 1)...] } ?? lines[...]
    return wanted.reduce(into: RoundEncoder.head) { $0 += $1.bytes }
  }
}
