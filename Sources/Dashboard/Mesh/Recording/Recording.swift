import MeshLook
import MeshModel

/// How far a recording is that is written beside the screen.
public struct RecordingNews: Equatable, Sendable {
  /// The file.
  public var path: String
  /// Rounds and bytes that are in it.
  public var rounds: Int
  public var bytes: Int
  /// Why it ended, in a sentence; nil while it goes on.
  public var end: End?

  /// How a recording ended.
  public enum End: Equatable, Sendable {
    /// Somebody wanted that, and the file is whole.
    case finished
    /// Why nothing more is written, in a sentence.
    case failed(String)
  }

  /// How far a recording is.
  public init(path: String, rounds: Int, bytes: Int, end: End? = nil) {
    self.path = path
    self.rounds = rounds
    self.bytes = bytes
    self.end = end
  }
}

/// A recording that is written, as the screen shows it.
struct Recording: Equatable, Sendable {
  var path: String
  /// When it was begun, in nanoseconds of the monotonic clock; nil when no clock was heard yet.
  var since: Int?
  var rounds = 0

  /// As in `REC 12s`.
  func words(at now: ClockReading?) -> String {
    guard let since, let now else { return "REC" }
    return "REC \(Figures.span(seconds: max(0, now.monotonic - since) / MeshTab.second))"
  }
}
