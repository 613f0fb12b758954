/// What a process said of a channel in the last minute.
struct ChannelRecord: Sendable {
  private(set) var window = TallyWindow<MessageTraffic>()
  /// What the broker held at each look, the latest last.
  private(set) var levels: [(at: Int, level: ChannelLevel)] = []
  /// Whether a consumer acts on these messages, and does not only wave them through.
  private(set) var isWork = false

  mutating func take(_ series: ChannelSeries, _ seen: Observation, _ zeroAt: Int?) {
    window.take(series.traffic, at: seen.at, epoch: seen.epoch, zeroAt: zeroAt)
    isWork = series.traffic.counts.areWork
    levels.removeFirst(levels.prefix { $0.at < seen.at - TallyWindow<MessageTraffic>.span }.count)
    if let level = series.level { levels.append((seen.at, level.plausible)) }
  }

  /// What the broker holds, and what it held at the first look since a moment.
  func levels(since moment: Int) -> (first: ChannelLevel, last: ChannelLevel)? {
    guard let last = levels.last, last.at == window.lastLook else { return nil }
    let first = levels.first { $0.at >= moment } ?? last
    return (first.level, last.level)
  }
}
