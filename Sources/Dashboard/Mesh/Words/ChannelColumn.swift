import Filter
import MeshLook
import MeshModel
import Terminal

/// A figure of a channel, wherever channels stand in a table.
struct ChannelColumn: Sendable {
  let title: String
  let columns: Int
  /// Those with the lowest number are left out first.
  let need: Int
  let cell: @Sendable (EdgeRow) -> StyledSpan

  /// In the order and the forms of `mesh edges`.
  static let all: [ChannelColumn] = [
    ChannelColumn(title: "published", columns: 9, need: 4) {
      figure(Figures.perSecond($0.channel?.messages.publishedPerSecond))
    },
    ChannelColumn(title: "handled", columns: 7, need: 9) {
      figure(
        Figures.perSecond($0.channel?.messages.handledPerSecond),
        $0.channel?.isStuck == true ? .bad : .text)
    },
    ChannelColumn(title: "success", columns: 7, need: 5) {
      let errors = $0.edge.traffic.errorRatio ?? 0
      return figure(
        Figures.success($0.edge.traffic.errorRatio),
        errors >= 0.1 ? .bad : errors > 0 ? .warning : .text)
    },
    ChannelColumn(title: "waiting", columns: 7, need: 8) {
      figure(
        Figures.count($0.channel?.level.waiting),
        $0.channel?.level.isOld == true ? .warning : .text)
    },
    ChannelColumn(title: "oldest", columns: 6, need: 7) {
      figure(
        $0.channel?.level.age ?? Figures.unknown,
        $0.channel?.level.isOld == true ? .warning : .text)
    },
    ChannelColumn(title: "dead", columns: 5, need: 6) {
      figure(
        Figures.count($0.channel?.level.deadLetters),
        $0.channel?.level.dead == nil ? .text : .warning)
    },
    ChannelColumn(title: "failed", columns: 7, need: 1) {
      figure(Figures.perSecond($0.channel?.messages.failedPerSecond))
    },
    ChannelColumn(title: "redelivered", columns: 11, need: 0) {
      figure(Figures.perSecond($0.channel?.messages.redeliveredPerSecond))
    },
    ChannelColumn(title: "lag p99", columns: 7, need: 2) {
      let lag = $0.edge.traffic.latency
      return figure(lag.doubt + Figures.duration(lag.p99), lag.isDoubtful ? .muted : .text)
    },
  ]

  /// As many as find room with a space behind each, those that are needed most.
  static func fitting(_ room: Int) -> [ChannelColumn] {
    var shown = all
    while shown.map({ $0.columns + 1 }).reduce(0, +) > room,
      let least = shown.map(\.need).min()
    {
      shown.removeAll { $0.need == least }
    }
    return shown
  }

  private static func figure(_ text: String, _ role: Role = .text) -> StyledSpan {
    StyledSpan(text, TextStyle(text == Figures.unknown ? .muted : role))
  }
}
