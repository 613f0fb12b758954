internal import MeshModel

/// A histogram as cells of a unit. One whose buckets are written in pairs goes on to the end of the
/// unit, or has their number before them.
enum HistogramCells {
  private static let fine = "fine"
  private static let decimal = "decimal"
  private static let mostPairs = 1_000_000

  /// - Parameter isLast: whether nothing follows in the unit.
  static func cells(_ histogram: LatencyHistogram, isLast: Bool) -> Unit {
    let parts = histogram.parts
    let method = LatencyHistogram.Method.allCases.firstIndex(of: parts.method) ?? 0
    var cells = [Cell(name(parts.layout)), Cell(method), Cell(parts.count), Cell(parts.sum)]
    switch parts.layout {
    case .fine, .decimal:
      if !isLast { cells.append(Cell(parts.buckets.count)) }
      for bucket in parts.buckets { cells += [Cell(bucket.index), Cell(bucket.count)] }
    case .bounds(let bounds):
      // Empty buckets too: a bucket keeps its place when another begins to fill.
      let first = cells.count
      cells += repeatElement(.whole(0), count: bounds.count + 1)
      for bucket in parts.buckets { cells[first + bucket.index] = Cell(bucket.count) }
    }
    return cells
  }

  private static func name(_ layout: BucketLayout) -> String {
    switch layout {
    case .fine: fine
    case .decimal: decimal
    case .bounds(let bounds): bounds.map { "\($0)" }.joined(separator: ",")
    }
  }

  /// Reads what `cells` wrote.
  static func histogram(
    _ reader: inout CellReader, _ layouts: inout [String: BucketLayout], isLast: Bool
  ) throws(CellReader.Mismatch) -> LatencyHistogram {
    let layout = try layout(try reader.text(), &layouts)
    let methods = LatencyHistogram.Method.allCases
    let method = methods[try reader.whole(in: 0...methods.count - 1)]
    let (count, sum) = (try reader.number(), try reader.numberIfAny())
    let buckets = try buckets(&reader, layout, isLast: isLast)
    let parts = HistogramParts(
      layout: layout, buckets: buckets, count: count, sum: sum, method: method)
    guard let histogram = LatencyHistogram(parts) else { throw CellReader.Mismatch() }
    return histogram
  }

  private static func buckets(
    _ reader: inout CellReader, _ layout: BucketLayout, isLast: Bool
  ) throws(CellReader.Mismatch) -> [(index: Int, count: Double)] {
    var buckets: [(index: Int, count: Double)] = []
    if layout == .fine || layout == .decimal {
      let pairs = isLast ? nil : try reader.whole(in: 0...mostPairs)
      while pairs.map({ buckets.count < $0 }) ?? !reader.isAtEnd {
        let index = try reader.whole(in: layout.indices)
        buckets.append((index, try reader.number()))
      }
      return buckets
    }
    for index in layout.indices {
      let count = try reader.number()
      if count != 0 { buckets.append((index, count)) }
    }
    return buckets
  }

  private static func layout(
    _ name: String, _ layouts: inout [String: BucketLayout]
  ) throws(CellReader.Mismatch) -> BucketLayout {
    if let known = layouts[name] { return known }
    var layout = BucketLayout.fine
    if name == decimal {
      layout = .decimal
    } else if name != fine {
      let words = name.split(separator: ",", omittingEmptySubsequences: !name.contains(","))
      let bounds = words.compactMap { Double($0) }
      guard bounds.count == words.count else { throw CellReader.Mismatch() }
      layout = .bounds(bounds)
    }
    layouts[name] = layout
    return layout
  }
}
