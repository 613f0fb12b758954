/// Sums over the latest stretch of a history: the last so many entries, or the last so long.
///
/// A ring of cells with a running total. Adding costs the same however long the window is, and
/// allocates nothing.
struct SlidingWindow<Cell: AdditiveArithmetic & Sendable>: Sendable {
  /// What moves the window on to its next cell.
  enum Pace: Sendable {
    case everyEntry
    /// A new cell each time this length has passed.
    case every(Nanoseconds)
  }

  private let pace: Pace
  private let start: Instant
  private var cells: [Cell]
  private var head = 0
  /// How many lengths of the pace have passed since the start.
  private var turns: Int64 = 0
  /// The sum over the window, right as of the last `advance`.
  private(set) var total = Cell.zero

  init(cells: Int, pace: Pace, now: Instant) {
    self.pace = pace
    self.start = now
    self.cells = Array(repeating: .zero, count: cells)
  }

  /// Lets what is too old fall out. `now` never runs backwards.
  mutating func advance(to now: Instant) {
    switch pace {
    case .everyEntry: break
    case .every(let length):
      let due = now.since(start).count / length.count
      let missing = due - turns
      if missing == 0 { return }
      turns = due
      for _ in 0..<min(missing, Int64(cells.count)) { turn() }
    }
  }

  /// Adds an entry at `now`.
  mutating func add(_ cell: Cell, now: Instant) {
    switch pace {
    case .everyEntry: turn()
    case .every: advance(to: now)
    }
    cells[head] += cell
    total += cell
  }

  /// Forgets all entries.
  mutating func clear() {
    for index in cells.indices { cells[index] = .zero }
    total = .zero
  }

  private mutating func turn() {
    head = head + 1 == cells.count ? 0 : head + 1
    total -= cells[head]
    cells[head] = .zero
  }
}
