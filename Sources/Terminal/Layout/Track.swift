/// How much room one part of a row or a column of parts wants.
public struct Track: Equatable, Sendable {
  /// Cells it needs in any case.
  public var minimum: Int
  /// Its part of the cells that are left over; zero keeps it at its minimum.
  public var share: Int
  /// The order in which parts are left out when there is too little room, the lowest first;
  /// nil is never left out.
  public var dropOrder: Int?

  /// A wish for room.
  public init(minimum: Int, share: Int, dropOrder: Int? = nil) {
    self.minimum = max(0, minimum)
    self.share = max(0, share)
    self.dropOrder = dropOrder
  }

  /// Exactly so many cells.
  public static func fixed(_ cells: Int, dropOrder: Int? = nil) -> Track {
    Track(minimum: cells, share: 0, dropOrder: dropOrder)
  }

  /// At least so many cells, and a part of what is left over.
  public static func flexible(atLeast cells: Int = 0, share: Int = 1, dropOrder: Int? = nil)
    -> Track
  {
    Track(minimum: cells, share: share, dropOrder: dropOrder)
  }
}

/// Divides a length among tracks.
public enum Division {
  /// The cells each track gets, counted from the start; nil for a track that was left out.
  ///
  /// First tracks are left out, in their drop order, until the minimums fit. Should they still not
  /// fit, tracks at the end get less. What is left over goes to the shares, odd cells to the first.
  public static func ranges(of length: Int, among tracks: [Track], gap: Int = 0) -> [Range<Int>?] {
    let kept = tracksThatFit(length, tracks, gap: gap)
    let gaps = max(0, kept.count - 1) * gap
    var spare = max(0, length - gaps - kept.reduce(0) { $0 + tracks[$1].minimum })
    var shares = kept.reduce(0) { $0 + tracks[$1].share }
    var result = [Range<Int>?](repeating: nil, count: tracks.count)
    var start = 0
    for index in kept {
      let track = tracks[index]
      let extra = shares > 0 ? (spare * track.share + shares - 1) / shares : 0
      spare -= extra
      shares -= track.share
      let end = min(length, start + track.minimum + extra)
      result[index] = min(start, length)..<max(min(start, length), end)
      start = end + gap
    }
    return result
  }

  private static func tracksThatFit(_ length: Int, _ tracks: [Track], gap: Int) -> [Int] {
    var kept = Array(tracks.indices)
    func needed() -> Int {
      kept.reduce(0) { $0 + tracks[$1].minimum } + max(0, kept.count - 1) * gap
    }
    while needed() > length {
      let droppable = kept.filter { tracks[$0].dropOrder != nil }
      let next = droppable.min { tracks[$0].dropOrder ?? 0 < tracks[$1].dropOrder ?? 0 }
      guard let next else { break }
      kept.removeAll { $0 == next }
    }
    return kept
  }
}

extension Area {
  /// The rectangle cut into columns; a part that was left out is empty.
  public func columns(_ tracks: [Track], gap: Int = 0) -> [Area] {
    Division.ranges(of: columns, among: tracks, gap: gap).map { range in
      let range = range ?? columns..<columns
      return Area(column: column + range.lowerBound, row: row, columns: range.count, rows: rows)
    }
  }

  /// The rectangle cut into rows; a part that was left out is empty.
  public func rows(_ tracks: [Track], gap: Int = 0) -> [Area] {
    Division.ranges(of: rows, among: tracks, gap: gap).map { range in
      let range = range ?? rows..<rows
      return Area(column: column, row: row + range.lowerBound, columns: columns, rows: range.count)
    }
  }
}
