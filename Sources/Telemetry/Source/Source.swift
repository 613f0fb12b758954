public import MeshModel

/// Something that knows the state of a mesh: a shop, a proxy, a server of metrics.
///
/// A source does no I/O and reads no clock. Each round it says what it wants to ask, somebody else
/// asks, and it translates the answers. So it can be tested with answers from files, and limits of
/// time and size hold for all sources alike. To add one, read `SilentSource` first.
public protocol Source: Sendable {
  /// Names the source in every report and message.
  var identity: SourceIdentity { get }

  /// Whether one round already has all that can be known, because somebody kept the last minute. All
  /// others count since a start, and need a second round for the first rate.
  var knowsThePast: Bool { get }

  /// What this round asks, in order; all of it is asked at the same time.
  mutating func requests(at now: ClockReading) -> [SourceRequest]

  /// Translates the answers of a round.
  ///
  /// - Parameters:
  ///   - answers: one for each request, in the same order.
  ///   - now: when the round ended; what counts for an answer is its own time.
  ///   - scrapeMilliseconds: how long the slowest answer took.
  /// - Returns: one report, with a problem when nothing could be read; several from a source that
  ///   kept earlier rounds, oldest first.
  mutating func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport]
}

extension Source {
  public var knowsThePast: Bool { false }
}
