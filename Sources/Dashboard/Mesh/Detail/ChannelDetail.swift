import Filter
import MeshLook
import MeshModel
import Terminal

extension DetailText {
  /// What a service handles and publishes in a sentence; nothing where it does neither.
  mutating func add(_ messages: MessageFigures) {
    var words: [String] = []
    if messages.handledPerSecond != nil {
      words.append("\(Figures.rate(messages.handledPerSecond)) messages handled a second")
      words.append("\(Figures.share(messages.failedRatio)) of tries failed")
      words.append("lag " + Self.percentiles(messages.lag))
    }
    if let published = messages.publishedPerSecond {
      words.append("\(Figures.rate(published)) published a second")
    }
    if !words.isEmpty { add(words.joined(separator: ", "), .muted) }
  }

  /// The channels of a service: whose messages it takes, what it publishes, and what it keeps as a broker.
  mutating func addChannels(of service: String) {
    let rows = EdgeRow.rows(of: snapshot).compactMap { row in row.channel.map { (row, $0) } }
    addChannels(
      rows.filter { $0.1.consumers.contains(service) }.map(\.0), "Takes messages", "from",
      \.producers
    ) { .edge(from: $0.broker, to: service) }
    addChannels(
      rows.filter { $0.1.producers.contains(service) }.map(\.0), "Publishes", "to", \.consumers
    ) { .edge(from: service, to: $0.broker) }
    addChannels(
      rows.filter { $0.1.broker == service }.map(\.0), "Keeps messages", "for", \.consumers
    ) { channel in channel.consumers.first.map { .edge(from: service, to: $0) } }
  }

  /// - Parameters:
  ///   - side: what the services at the other end are called.
  ///   - opens: where a channel leads.
  private mutating func addChannels(
    _ rows: [EdgeRow], _ title: String, _ side: String,
    _ other: KeyPath<Snapshot.Channel, [String]>, opens: (Snapshot.Channel) -> MeshPlace?
  ) {
    guard !rows.isEmpty else { return }
    let end = 10
    let shown = ChannelColumn.fitting(columns - nameColumns - end - 1)
    heading(
      title,
      [DetailCell(side, end)] + shown.map { DetailCell($0.title, $0.columns, .trailing) })
    for row in rows {
      guard let channel = row.channel else { continue }
      let names = channel[keyPath: other].joined(separator: ",")
      let cells =
        [DetailCell(TextWidth.clipped(names.isEmpty ? Figures.unknown : names, to: end), end)]
        + shown.map {
          let cell = $0.cell(row)
          return DetailCell(cell.text, $0.columns, .trailing, style: cell.style)
        }
      add(channel.topic, cells, opens: opens(channel))
    }
  }

  /// The way of messages between a service and a broker: what becomes of each channel, and both ends.
  ///
  /// - Parameter isAlone: whether no calls go the same way.
  mutating func add(_ way: MessageWay, isAlone: Bool) {
    let (from, to) = (way.name.from, way.name.to)
    let what = way.isPublishing ? "publishes to" : "hands messages to"
    add(
      "\(way.sign ?? "●") \(from) \(what) \(to): \(Figures.perSecond(way.rate)) "
        + "\(way.isPublishing ? "published" : "handled") in "
        + "\(Figures.plain(snapshot.windowSeconds))s.", way.role ?? .ok)
    addChannels(
      way.rows, "Messages", way.isPublishing ? "to" : "from",
      way.isPublishing ? \.consumers : \.producers
    ) { _ in nil }
    for channel in way.rows.compactMap(\.channel) {
      add("", .muted)
      addRest(channel)
    }
    guard isAlone else { return }
    addBreakers(snapshot.breakers.filter { $0.from == from && $0.to == to })
    addEnds([from, to].compactMap { name in snapshot.services.first { $0.name == name } })
  }

  /// What is known of a channel beyond its row.
  private mutating func addRest(_ channel: Snapshot.Channel) {
    let messages = channel.messages
    let takers = channel.consumers.joined(separator: ",")
    add(
      "\(channel.topic) for \(takers.isEmpty ? "nobody" : takers)"
        + (channel.eventNames.map { ": \($0)" } ?? ""), .text, indent: 2)
    for note in channel.notes { add(note, channel.isStuck ? .bad : .warning, indent: 4) }
    for (what, times) in [("lag", messages.lag), ("handling", messages.handling)]
    where times.p99 != nil {
      add("\(what) \(Self.percentiles(times))", .muted, indent: 4)
    }
    let rates = [
      ("failed", messages.failedPerSecond), ("delivered once more", messages.redeliveredPerSecond),
      ("for others", messages.ignoredPerSecond), ("given up", messages.deadLetteredPerSecond),
    ]
    add(
      "a second: " + rates.map { "\($0) \(Figures.rate($1))" }.joined(separator: ", ")
        + "; \(Figures.count(channel.level.inFlight)) in flight", .muted, indent: 4)
  }
}
