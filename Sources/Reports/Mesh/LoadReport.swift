internal import MeshLook
public import MeshModel
internal import Terminal

/// What a load brought about, for people.
public struct LoadReport: Sendable {
  /// What was measured.
  public let result: LoadResult
  /// The mesh it was put on.
  public let mesh: String
  /// How often each kind of request was wanted, in parts of the whole.
  public let mix: [(action: String, weight: Int)]
  /// Different clients it came from.
  public let clients: Int

  public init(
    _ result: LoadResult, mesh: String, mix: [(action: String, weight: Int)], clients: Int
  ) {
    self.result = result
    self.mesh = mesh
    self.mix = mix
    self.clients = clients
  }

  /// The report as text.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    page.text(heading, .heading)
    page.text("mix \(mixText); \(clients) clients; seed \(result.seed)", .muted)
    if result.isPartial {
      page.text("Broken off after \(seconds(result.elapsedSeconds)): this is a part.", .warning)
    }
    page.blank()
    table(&page)
    page.blank()
    availability(&page)
    outcomes(&page)
    orders(&page)
    page.blank()
    lag(&page)
    return page
  }

  private var heading: String {
    "\(result.planned) requests on the mesh \(mesh) in \(seconds(result.elapsedSeconds)): "
      + "\(Figures.fixed(result.achievedRate, 1))/s of \(Figures.json(result.rate))/s"
  }

  private var mixText: String {
    let whole = mix.reduce(0) { $0 + $1.weight }
    return mix.map { "\($0.action) \(Figures.percent($0.weight, of: whole))" }
      .joined(separator: ", ")
  }

  private func seconds(_ value: Double) -> String { "\(Figures.fixed(value, 1)) s" }

  private static let heads = ["REQUEST", "TOTAL", "GOOD", "P50", "P95", "P99", "MAX"]
  private static let widths = [10, 9, 9, 9, 9, 9, 9]

  private func table(_ page: inout Page) {
    Self.row(Self.heads, .heading, &page)
    for (action, tally) in result.actions.sorted(by: { $0.key < $1.key }) {
      Self.row(cells(action, tally), .text, &page)
    }
    Self.row(cells("all", result.all), .text, &page)
  }

  private static func row(_ cells: [String], _ role: Role, _ page: inout Page) {
    let spans = zip(cells, widths).enumerated().map { index, cell in
      let text = TextWidth.padded(cell.0, to: cell.1, at: index == 0 ? .leading : .trailing)
      return (span: StyledSpan(text, role), width: cell.1)
    }
    page.row(spans)
  }

  private func cells(_ name: String, _ tally: LoadTally) -> [String] {
    [name, String(tally.total), Figures.percent(tally.good, of: tally.total)]
      + [0.5, 0.95, 0.99].map { Figures.exact(milliseconds: tally.percentile($0)) }
      + [Figures.exact(milliseconds: tally.total > 0 ? tally.longestMilliseconds : nil)]
  }

  /// How much of it was answered, and each way in which the rest was not.
  private func availability(_ page: inout Page) {
    let all = result.all
    guard all.total > 0 else { return }
    let isWhole = all.answered == all.total
    let failures = LoadOutcome.failures.filter { $0 != .unsent || all.count($0) > 0 }
      .map { "\(all.count($0)) \($0.rawValue)" }
    page.item(
      label: [StyledSpan("available", isWhole ? .ok : .warning)], width: 10,
      [
        StyledSpan(Figures.percent(all.answered, of: all.total), isWhole ? .ok : .warning),
        StyledSpan(
          ": \(all.answered) of \(all.total) answered; \(failures.joined(separator: ", "))", .text),
      ])
  }

  private func outcomes(_ page: inout Page) {
    for outcome in LoadOutcome.allCases where result.all.count(outcome) > 0 {
      let count = result.all.count(outcome)
      let share = Figures.percent(count, of: result.all.total)
      page.item(
        label: [StyledSpan(outcome.rawValue, outcome.isGood ? .ok : .warning)], width: 10,
        [StyledSpan("\(count) (\(share)) \(outcome.sentence)", .text)])
    }
  }

  private func orders(_ page: inout Page) {
    guard let orders = result.orders, orders.accepted > 0 else { return }
    var parts = ["\(orders.confirmed) confirmed", "\(orders.cancelled) cancelled"]
    if orders.open > 0 {
      parts.append("\(orders.open) still open after \(seconds(orders.waitedSeconds))")
    }
    if orders.notFollowed > 0 { parts.append("\(orders.notFollowed) not followed") }
    page.blank()
    page.item(
      label: [StyledSpan("orders", .heading)], width: 10,
      [StyledSpan("\(orders.accepted) accepted: \(parts.joined(separator: ", "))", .text)])
    if orders.lost > 0 {
      page.text("\(orders.lost) accepted orders are unknown to the store: they are lost.", .bad)
    }
  }

  private func lag(_ page: inout Page) {
    page.text(
      "Times count from the moment each request was planned for, also when it was sent late, and "
        + "include those that failed.", .muted)
    guard result.lag.isBehind else { return }
    page.text(
      "The load generator was behind its plan: \(result.lag.late) requests were sent more than "
        + "\(Figures.json(LoadLag.tolerance)) ms late, the worst by "
        + "\(Figures.exact(milliseconds: result.lag.longestMilliseconds)). All \(result.connections) "
        + "connections were busy, or this machine was.", .warning)
  }
}

extension LoadReport {
  /// How a load does, in one line of at most 79 columns.
  public static func line(_ progress: LoadProgress) -> String {
    let recent = progress.recent
    let span = Figures.exact(milliseconds: recent.percentile(0.99))
    var text =
      "\(Figures.fixed(progress.elapsedSeconds, 0)) of "
      + "\(Figures.fixed(progress.plannedSeconds, 0)) s: \(progress.all.total) done, "
      + "\(Figures.percent(progress.all.good, of: progress.all.total)) good; "
      + "lately p99 \(span), \(progress.inFlight) under way"
    if progress.lag.isBehind { text += "; behind" }
    return TextWidth.clipped(text, to: 79)
  }
}

extension LoadTally {
  /// As the histogram has it, and never more than the longest there was.
  func percentile(_ share: Double) -> Double? {
    latency.percentile(share).map { min($0, longestMilliseconds) }
  }
}

extension LoadOutcome {
  var isGood: Bool { self == .success || self == .redirect }

  /// What it means.
  var sentence: String {
    switch self {
    case .success: "answered"
    case .redirect: "sent elsewhere"
    case .clientError: "refused as wrong, or for good reason as when goods are sold out"
    case .rateLimited: "refused by the limit on a client's rate"
    case .serverError: "failed"
    case .timeout: "got no answer in time"
    case .refused: "found nobody listening"
    case .cut: "lost the connection before the answer was complete"
    case .unsent: "never sent: every connection was busy for too long"
    }
  }
}
