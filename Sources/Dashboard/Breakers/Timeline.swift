import MeshLook
import MeshModel
import Terminal

/// The last while, cut into cells: what stands in the last one is now.
struct Timeline {
  /// Microseconds of the wall clock at the right edge.
  let end: Int
  let columns: Int

  /// Seconds it covers.
  static let span = 60

  /// A cell of it.
  struct Mark: Equatable {
    var glyph: String
    var role: Role
    /// The gravest of what happened in one cell is shown.
    var weight: Int

    init(_ glyph: String, _ role: Role, _ weight: Int = 0) {
      self.glyph = glyph
      self.role = role
      self.weight = weight
    }

    static let unknown = Mark("·", .border)
  }

  /// The cell of a moment; negative before the first.
  func cell(of wall: Int) -> Int {
    let age = max(0, end - wall)
    return columns - 1 - age / max(1, Self.span * 1_000_000 / max(1, columns))
  }

  /// What holds from cell to cell, with moments in it that were too short for a cell of their own.
  ///
  /// - Parameters:
  ///   - first: what held before the first change; nil when nobody knows.
  ///   - changes: in order of time; a moment that ends at once is marked and followed by what holds
  ///     after it.
  func lane(_ first: Mark?, _ changes: [(at: Int, mark: Mark, holds: Mark)]) -> [Mark] {
    var cells = [Mark](repeating: first ?? .unknown, count: max(0, columns))
    for change in changes {
      let place = cell(of: change.at)
      for index in max(0, place + 1)..<max(0, place + 1, columns) { cells[index] = change.holds }
      guard cells.indices.contains(place) else {
        if place < 0 { for index in cells.indices { cells[index] = change.holds } }
        continue
      }
      // What is graver stays visible beside what followed within the same cell.
      let isNew = cells[place].weight == 0 || change.mark.weight >= cells[place].weight
      if isNew { cells[place] = change.mark }
    }
    return cells
  }

  /// The cells as they are drawn.
  static func line(_ marks: [Mark]) -> StyledLine {
    StyledLine(marks.map { StyledSpan($0.glyph, TextStyle($0.role)) })
  }

  /// The times below it.
  var axis: String {
    let half = columns >= 24 ? "\(Self.span / 2)s" : ""
    let left = TextWidth.padded("\(Self.span)s ago", to: columns / 2 - 1)
    return left + half
      + TextWidth.padded("now", to: columns - columns / 2 + 1 - half.count, at: .trailing)
  }
}

extension Timeline {
  /// The states of a breaker. A half-open one lasts milliseconds: it is drawn from its event.
  func lane(of breaker: Snapshot.Breaker, _ events: [MeshEvent]) -> [Mark] {
    let subject = "\(breaker.from):\(breaker.instance ?? breaker.to)"
    let own = events.filter { $0.subject == subject }
    let open = Mark("╳", .bad)
    let closed = Mark("─", .ok)
    let changes = own.compactMap { event -> (at: Int, mark: Mark, holds: Mark)? in
      switch event.kind {
      case .breakerOpen: (event.at, Mark("╳", .bad, 1), open)
      case .breakerHalfOpen: (event.at, Mark("◐", .warning, 3), Mark("◐", .warning))
      case .probeFailed: (event.at, Mark("✖", .bad, 4), open)
      case .breakerClosed: (event.at, Mark("─", .ok, 1), closed)
      default: nil
      }
    }
    let before: Mark? =
      switch own.first(where: { Self.isOfBreaker($0.kind) })?.kind {
      case .breakerOpen: closed
      case nil: Self.isKnownSince(breaker, end) ? Mark(breaker.state.sign, breaker.state.role) : nil
      default: open
      }
    guard changes.isEmpty, before == nil, let since = breaker.since else {
      return lane(before, changes)
    }
    let mark = Mark(breaker.state.sign, breaker.state.role)
    return lane(nil, [(since, mark, mark)])
  }

  private static func isOfBreaker(_ kind: EventKind) -> Bool {
    [.breakerOpen, .breakerHalfOpen, .breakerClosed, .probeFailed].contains(kind)
  }

  /// Whether it has been in its state for all of the time that is shown.
  private static func isKnownSince(_ breaker: Snapshot.Breaker, _ end: Int) -> Bool {
    breaker.since.map { $0 <= end - span * 1_000_000 } ?? true
  }

  /// Whether anything was broken on purpose: from the first fault that was set to the last that ended.
  func faults(_ events: [MeshEvent], now: Int) -> [Mark] {
    var count = 0
    var changes: [(at: Int, mark: Mark, holds: Mark)] = []
    let off = Mark("·", .border)
    let on = Mark("━", .fault)
    let own = events.filter { $0.kind == .faultOn || $0.kind == .faultOff }
    // Those that are still set were set by events that may have been forgotten.
    let before = max(0, own.reduce(now) { $0 + ($1.kind == .faultOn ? -1 : 1) })
    count = before
    for event in own {
      count = max(0, count + (event.kind == .faultOn ? 1 : -1))
      let mark = event.kind == .faultOn ? Mark("◆", .fault, 2) : Mark("◇", .fault, 1)
      changes.append((event.at, mark, count > 0 ? on : off))
    }
    return lane(before > 0 ? on : off, changes)
  }

  /// The health of a service.
  func health(of service: Snapshot.Service, _ events: [MeshEvent]) -> [Mark] {
    let own = events.filter { $0.kind == .health && $0.subject == service.name }
    func mark(_ status: Health.Status?, weight: Int = 0) -> Mark? {
      status.map { Mark($0.sign, $0.role, weight) }
    }
    let changes = own.compactMap { event -> (at: Int, mark: Mark, holds: Mark)? in
      guard let mark = mark(event.turn?.to) else { return nil }
      return (event.at, mark, mark)
    }
    return lane(mark(own.first.map { $0.turn?.from } ?? service.health.status), changes)
  }
}

extension MeshEvent {
  /// The two sides of a change of health, as in `healthy to failing: …`.
  var turn: (from: Health.Status, to: Health.Status)? {
    let words = detail.prefix { $0 != ":" }.split(separator: " ").map(String.init)
    guard words.count == 3, let from = Health.Status(rawValue: words[0]),
      let to = Health.Status(rawValue: words[2])
    else { return nil }
    return (from, to)
  }
}
