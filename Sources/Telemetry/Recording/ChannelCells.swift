internal import MeshModel

/// A part of a channel as the cells of a unit.
enum ChannelCells {
  static func cells(_ series: ChannelSeries) -> Unit {
    let part = series.channel
    let counts = MessageCount.allCases.map { Cell(series.traffic.counts[$0]) }
    return [
      Cell(part.side.rawValue), Cell(part.broker), Cell(part.topic), Cell(part.group),
      Cell(part.event), Cell(series.level != nil), Cell(series.level?.waiting),
      Cell(series.level?.inFlight), Cell(series.level?.oldestAge), Cell(series.level?.deadLetters),
      Cell(counts.count),
    ] + counts + HistogramCells.cells(series.traffic.lag, isLast: false)
      + HistogramCells.cells(series.traffic.handling, isLast: true)
  }

  /// Reads the rest of a unit.
  static func series(
    _ reader: inout CellReader, _ layouts: inout [String: BucketLayout]
  ) throws(CellReader.Mismatch) -> ChannelSeries {
    let part = ChannelPart(
      try reader.word(ChannelPart.Side.self), broker: try reader.text(), topic: try reader.text(),
      group: try reader.textIfAny(), event: try reader.textIfAny())
    let hasLevel = try reader.flag()
    let level = ChannelLevel(
      waiting: try reader.numberIfAny(), inFlight: try reader.numberIfAny(),
      oldestAge: try reader.numberIfAny(), deadLetters: try reader.numberIfAny())
    let counts = try counts(&reader)
    let lag = try HistogramCells.histogram(&reader, &layouts, isLast: false)
    let handling = try HistogramCells.histogram(&reader, &layouts, isLast: true)
    return ChannelSeries(
      part, traffic: MessageTraffic(counts: counts, lag: lag, handling: handling),
      level: hasLevel ? level : nil)
  }

  /// Counts that a later program has besides are passed over.
  private static func counts(
    _ reader: inout CellReader
  ) throws(CellReader.Mismatch) -> MessageCounts {
    var counts = MessageCounts()
    for place in 0..<(try reader.whole(in: 0...100)) {
      let value = try reader.numberIfAny()
      if let count = MessageCount(rawValue: place) { counts[count] = value }
    }
    return counts
  }
}
