import MeshModel
import Terminal

/// A service in detail: instances, who calls it, whom it calls, and the breakers on those ways.
struct ServiceText {
  /// One line; with a target when a fault can act on what it shows.
  struct Entry {
    var line: StyledLine
    var target: String?
  }

  private(set) var entries: [Entry] = []
  private let columns: Int
  private let state: DashboardState
  private let name: String
  private let snapshot: Snapshot

  init(_ state: DashboardState, _ service: Snapshot.Service, _ snapshot: Snapshot, columns: Int) {
    self.state = state
    self.snapshot = snapshot
    self.columns = columns
    name = service.name
    add(service)
    addBreakers()
    addInstances(service)
    addEdges(snapshot.edges.filter { $0.to == name }, "Called by", \.from)
    addEdges(snapshot.edges.filter { $0.from == name }, "Calls", \.to)
  }

  /// What can be marked, from top to bottom.
  var targets: [String] { entries.compactMap(\.target) }

  func target(at line: Int) -> String? {
    targets.indices.contains(line) ? targets[line] : nil
  }

  private mutating func add(_ service: Snapshot.Service) {
    let status = service.health.status
    for line in Lines.wrapped(
      "\(status.sign) \(state.healthWords(service))", columns: columns,
      style: TextStyle(status.role))
    {
      entries.append(Entry(line: line))
    }
    let traffic = service.traffic
    let classes = traffic.classes
    let words = [
      "\(Figures.rate(traffic.answersPerSecond)) answers a second",
      "ok \(Figures.share(classes.success))", "4xx \(Figures.share(classes.clientError))",
      "5xx \(Figures.share(classes.serverError))", "none \(Figures.share(classes.unanswered))",
      "p50 \(Figures.duration(traffic.latency.p50))",
      "p95 \(Figures.duration(traffic.latency.p95))",
      "p99 \(Figures.duration(traffic.latency.p99)) of \(Figures.count(traffic.latency.count))",
    ]
    for line in Lines.wrapped(
      words.joined(separator: ", "), columns: columns, style: TextStyle(.muted))
    {
      entries.append(Entry(line: line))
    }
  }

  private mutating func heading(_ text: String, _ cells: [Cell]) {
    entries.append(Entry(line: .empty))
    entries.append(
      Entry(line: row(text, TextStyle(.heading), cells.map { $0.styled(TextStyle(.muted)) })))
  }

  private mutating func addInstances(_ service: Snapshot.Service) {
    guard !service.instances.isEmpty else { return }
    heading(
      "Instances",
      [Cell("health", 12), Cell("version", 8), Cell("rate/s", 7, .trailing)]
        + [Cell("success", 8, .trailing), Cell("p99 ms", 7, .trailing), Cell("  address", 18)])
    for instance in service.instances {
      let traffic = instance.traffic
      let cells = [
        Cell(
          "\(instance.health.sign) \(instance.health.rawValue)", 12,
          style: TextStyle(instance.health.role)),
        Cell(instance.version ?? Figures.unknown, 8),
        Cell(Figures.rate(traffic.answersPerSecond), 7, .trailing),
        Cell(Figures.success(traffic.errorRatio), 8, .trailing),
        Cell(Figures.milliseconds(traffic.latency.p99), 7, .trailing),
        Cell("  " + (instance.address ?? Figures.unknown), 18, style: TextStyle(.muted)),
      ]
      entries.append(Entry(line: row(instance.id, .plain, cells), target: instance.id))
    }
  }

  private mutating func addEdges(
    _ edges: [Snapshot.Edge], _ title: String, _ other: KeyPath<Snapshot.Edge, String>
  ) {
    guard !edges.isEmpty else { return }
    heading(
      title,
      [
        Cell("rate/s", 7, .trailing), Cell("success", 8, .trailing), Cell("p99 ms", 7, .trailing),
        Cell("retries/s", 10, .trailing), Cell("shed/s", 7, .trailing), Cell("  over", 8),
      ])
    for edge in edges {
      let traffic = edge.traffic
      let cells = [
        Cell(Figures.rate(traffic.answersPerSecond), 7, .trailing),
        Cell(Figures.success(traffic.errorRatio), 8, .trailing),
        Cell(Figures.milliseconds(traffic.latency.p99), 7, .trailing),
        Cell(Figures.rate(traffic.retriesPerSecond), 10, .trailing),
        Cell(Figures.rate(traffic.shedPerSecond), 7, .trailing),
        Cell("  " + edge.protocol, 8, style: TextStyle(.muted)),
      ]
      entries.append(
        Entry(line: row(edge[keyPath: other], .plain, cells), target: "\(edge.from):\(edge.to)"))
    }
  }

  private mutating func addBreakers() {
    let breakers = snapshot.breakers.filter { $0.to == name || $0.from == name }
    guard !breakers.isEmpty else { return }
    entries.append(Entry(line: .empty))
    entries.append(Entry(line: StyledLine("Breakers", TextStyle(.heading))))
    for breaker in breakers {
      let words = BreakerWords(breaker, state)
      entries.append(Entry(line: words.line))
      for line in Lines.wrapped(
        words.remark, columns: max(10, columns - 4), style: TextStyle(.muted))
      {
        entries.append(Entry(line: StyledLine([StyledSpan("    ")] + line.spans)))
      }
    }
  }

  /// A name, then cells as far as there is room.
  private func row(_ name: String, _ style: TextStyle, _ cells: [Cell]) -> StyledLine {
    let first = min(22, max(12, columns - 46))
    var spans = [StyledSpan("  " + TextWidth.padded(name, to: first) + " ", style)]
    var used = first + 3
    for cell in cells {
      guard used + cell.columns <= columns else { break }
      spans.append(
        StyledSpan(TextWidth.padded(cell.text, to: cell.columns, at: cell.alignment), cell.style))
      spans.append(StyledSpan(" "))
      used += cell.columns + 1
    }
    return StyledLine(spans)
  }

  private struct Cell {
    var text: String
    var columns: Int
    var alignment: Alignment
    var style: TextStyle

    init(
      _ text: String, _ columns: Int, _ alignment: Alignment = .leading, style: TextStyle = .plain
    ) {
      self.text = text
      self.columns = columns
      self.alignment = alignment
      self.style = style
    }

    func styled(_ style: TextStyle) -> Cell { Cell(text, columns, alignment, style: style) }
  }
}
