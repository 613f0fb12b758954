import Filter
import MeshLook
import MeshModel
import Terminal

/// The way of messages between a service and a broker: to it, from who publishes, or from it, to who
/// takes them; all channels that lead along it together.
struct MessageWay: Sendable {
  let name: CallName
  /// The worst first, as commands list them.
  let rows: [EdgeRow]
  /// Whether it leads to the broker.
  let isPublishing: Bool
  /// Messages published or handled a second.
  let rate: Double?
  /// What the broker holds for those who take; nothing on the way to the broker.
  let level: ChannelLevel

  /// Nil when no message leads that way.
  init?(from: String, to: String, in snapshot: Snapshot) {
    let taken = snapshot.channels.filter { $0.broker == from && $0.consumers.contains(to) }
    let published = snapshot.channels.filter { $0.broker == to && $0.producers.contains(from) }
    guard !taken.isEmpty || !published.isEmpty else { return nil }
    let own = taken.isEmpty ? published : taken
    name = CallName(from: from, to: to)
    isPublishing = taken.isEmpty
    rows = EdgeRow.rows(of: snapshot).filter { row in own.contains { $0 == row.channel } }
    if let first = taken.first {
      let rates = taken.compactMap(\.messages.handledPerSecond)
      rate = rates.isEmpty ? nil : rates.reduce(0, +)
      level = taken.dropFirst().map(\.level).reduce(first.level, +)
    } else {
      // What one service publishes to several groups counts once; only itself knows how much.
      let brokers = Set(snapshot.channels.filter { $0.producers.contains(from) }.map(\.broker))
      let service = snapshot.services.first { $0.name == from }
      rate = brokers.count == 1 ? service?.messages.publishedPerSecond : nil
      level = ChannelLevel()
    }
  }

  /// All ways of a mesh, each once, by name.
  static func names(in snapshot: Snapshot) -> [CallName] {
    let all = snapshot.channels.flatMap { channel in
      channel.producers.map { CallName(from: $0, to: channel.broker) }
        + channel.consumers.map { CallName(from: channel.broker, to: $0) }
    }
    return Set(all).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  private var channels: [Snapshot.Channel] { rows.compactMap(\.channel) }

  /// The topics of the channels, each once.
  var topics: String { Set(channels.map(\.topic)).sorted().joined(separator: ", ") }

  /// Whether somebody's messages lie there and none is handled.
  var isStuck: Bool { !isPublishing && channels.contains(where: \.isStuck) }

  /// Whether messages wait for long, or were given up.
  var isBehind: Bool { level.isOld || level.dead != nil }

  /// How it looks; nil when there is nothing to tell.
  var role: Role? { isStuck ? .bad : isBehind ? .warning : nil }

  /// Its sign where a service would have one; nil when all is well.
  var sign: String? {
    isStuck ? Health.Status.failing.sign : isBehind ? Health.Status.degraded.sign : nil
  }

  /// Drawn as calls are: what travels, what fails of it, and how long it takes.
  var asEdge: Snapshot.Edge {
    if rows.count == 1, !isPublishing {
      return Snapshot.Edge(
        from: name.from, to: name.to, protocol: Snapshot.Channel.protocol,
        traffic: rows[0].edge.traffic, inFlight: level.inFlight)
    }
    var traffic = TrafficFigures()
    traffic.answersPerSecond = rate
    if !isPublishing {
      let failed = channels.compactMap(\.messages.failedPerSecond).reduce(0, +)
      if let rate, rate + failed > 0 { traffic.errorRatio = failed / (rate + failed) }
      // Percentiles of several channels do not add up: the slowest speaks for all.
      let slowest = channels.max { ($0.messages.lag.p99 ?? -1) < ($1.messages.lag.p99 ?? -1) }
      traffic.latency = slowest?.messages.lag ?? .init()
    }
    return Snapshot.Edge(
      from: name.from, to: name.to, protocol: Snapshot.Channel.protocol, traffic: traffic,
      inFlight: level.inFlight)
  }

  /// What there is to say of the topics besides rate and failures, what is wrong first.
  var remark: [(text: String, role: Role)] {
    if isPublishing { return [("published to \(topics)", .muted)] }
    var parts: [(text: String, role: Role)] = []
    if let backlog = level.backlog { parts.append((backlog, role ?? .muted)) }
    if let dead = level.dead { parts.append((dead, .warning)) }
    parts.append((topics, .muted))
    if let lag = asEdge.traffic.latency.lagWords { parts.append((lag, .muted)) }
    return parts
  }

  /// What travels, then each channel as 'mesh graph' writes it.
  var sentences: [(text: String, role: Role)] {
    if isPublishing {
      let takers = Set(channels.flatMap(\.consumers)).sorted().joined(separator: ", ")
      let taken = takers.isEmpty ? "taken by nobody" : "taken by \(takers)"
      return [("\(Figures.perSecond(rate)) published to \(topics), \(taken)", .text)]
    }
    return channels.flatMap { channel -> [(text: String, role: Role)] in
      let words = [channel.topic] + channel.label.map(\.text)
      let isIll = channel.isStuck || channel.level.isOld || channel.level.dead != nil
      let role: Role = channel.isStuck ? .bad : isIll ? .warning : .text
      return [(words.joined(separator: "  "), role)]
        + channel.notes.map { ("  \($0)", .warning) }
    }
  }
}
