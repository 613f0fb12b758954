public import MeshModel

extension TrafficFigures.Latency {
  /// Of fewer answers the 99th percentile is little more than the slowest one.
  public static let fairSample = 100.0

  /// Whether the 99th percentile rests on few answers.
  public var isDoubtful: Bool { p99 != nil && (count ?? 0) < Self.fairSample }

  /// What stands before a 99th percentile: `~` where it rests on few answers.
  public var doubt: String { isDoubtful ? "~" : "" }
}
