/// How much room the parts of a drawn graph take, in cells.
public struct GraphMetrics: Equatable, Sendable {
  /// Where callers stand.
  public enum Direction: Equatable, Sendable {
    /// On the left of those they call.
    case rightward
    /// Above those they call.
    case downward
  }

  /// Where callers stand.
  public var direction = Direction.rightward
  /// The columns of every service, by its place among the names.
  public var nodeColumns: [Int]
  /// The rows of a service that one call or none leads to.
  public var nodeRows = 1
  /// The cells of a service before the first place where a line can begin or end, and behind the
  /// last one.
  public var margin = 0
  /// The columns of what is written at a call.
  public var labelColumns = 0
  /// The cells between one service and the next of the same layer.
  public var gap = 0
  /// Whether all calls to a service end in one place.
  public var isBundled = false
  /// The columns there are for services without calls, which stand below the others.
  public var wrap = 80

  public init(nodeColumns: [Int]) {
    self.nodeColumns = nodeColumns
  }

  /// The cells between the places where two lines end at the same service.
  var pitch: Int { direction == .rightward ? 1 : labelColumns + 2 }

  /// The cells of a line that are kept for what is written at it.
  var labelLength: Int { direction == .rightward ? labelColumns : min(labelColumns, 1) }

  /// The cells of a service in the direction of calls.
  func length(_ node: Int) -> Int { direction == .rightward ? nodeColumns[node] : nodeRows }

  /// The cells of a service behind the last place where a line ends; downwards what is written at
  /// that line stands beside it.
  var tail: Int { direction == .rightward ? margin : max(margin, labelColumns) }

  /// The cells between the places where two lines begin at the same service.
  var exitPitch: Int { direction == .rightward ? 1 : 2 }

  /// The cells of a service across the direction of calls, with so many lines ending and beginning
  /// there.
  func breadth(_ node: Int, ends: Int, exits: Int) -> Int {
    let least = direction == .rightward ? nodeRows : nodeColumns[node]
    let arriving = isBundled ? 0 : max(0, ends - 1) * pitch
    let leaving = max(0, exits - 1) * exitPitch
    return max(least, margin + 1 + max(arriving, leaving) + tail)
  }
}

/// A cell of a drawn graph.
public struct GraphPoint: Hashable, Sendable {
  public var column: Int
  public var row: Int

  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// A rectangle of cells of a drawn graph.
public struct GraphBox: Hashable, Sendable {
  public var column: Int
  public var row: Int
  public var columns: Int
  public var rows: Int

  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = columns
    self.rows = rows
  }
}
