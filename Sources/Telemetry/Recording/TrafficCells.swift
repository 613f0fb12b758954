internal import MeshModel

/// Traffic as the last cells of a unit.
enum TrafficCells {
  static func cells(_ traffic: Traffic) -> Unit {
    TrafficCount.allCases.map { Cell(traffic.counts[$0]) }
      + HistogramCells.cells(traffic.latency, isLast: true)
  }

  /// Reads the rest of a unit.
  static func traffic(
    _ reader: inout CellReader, _ layouts: inout [String: BucketLayout]
  ) throws(CellReader.Mismatch) -> Traffic {
    var counts = TrafficCounts()
    // Recordings of earlier versions have fewer counts.
    for count in TrafficCount.allCases where !reader.isAtText {
      counts[count] = try reader.numberIfAny()
    }
    let latency = try HistogramCells.histogram(&reader, &layouts, isLast: true)
    return Traffic(counts: counts, latency: latency)
  }
}
