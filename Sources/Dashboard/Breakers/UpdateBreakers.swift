import MeshModel
import Terminal

extension DashboardState {
  /// The line of the marked breaker, or of the first one there is; nil when none is shown.
  var markedBreakerLine: Int? {
    let lines = mesh.breakerLines
    let marked = lines.firstIndex { line in
      line.breaker.map { BreakerName($0) == mesh.markedBreaker } ?? false
    }
    return marked ?? lines.firstIndex { $0.breaker != nil }
  }

  var markedBreaker: Snapshot.Breaker? {
    markedBreakerLine.flatMap { mesh.breakerLines[$0].breaker }
  }

  mutating func actInBreakers(_ action: Action) -> [Effect] {
    switch action {
    case .move(let move): moveInBreakers(move)
    case .select(let line):
      guard mesh.breakerLines.indices.contains(line),
        let breaker = mesh.breakerLines[line].breaker
      else { break }
      mesh.markedBreaker = BreakerName(breaker)
    case .accept: openMarkedBreaker()
    case .filter:
      box = .prompt(
        Prompt(.breakerFilter(before: mesh.breakerView.filter), mesh.breakerView.filter))
    case .toggleUnhealthy:
      mesh.breakerView.hidesHealthy.toggle()
      arrangeBreakers(telling: Sentence.unhealthyOnly(mesh.breakerView.hidesHealthy))
    case .nextColumn: sortBreakers { $0.order = $0.order.stepped(by: 1) }
    case .previousColumn: sortBreakers { $0.order = $0.order.stepped(by: -1) }
    case .reverseOrder: sortBreakers { $0.isReversed.toggle() }
    case .longerSpan: zoom(by: 1)
    case .shorterSpan: zoom(by: -1)
    case .back:
      mesh.breakerView.filter = ""
      mesh.breakerView.hidesHealthy = false
      mesh.arrangeBreakers()
    default: return actInMesh(action)
    }
    return []
  }

  private mutating func moveInBreakers(_ move: Move) {
    let lines = mesh.breakerLines
    let places = lines.indices.filter { lines[$0].breaker != nil }
    let now = markedBreakerLine.flatMap { places.firstIndex(of: $0) } ?? 0
    let place = moved(now, move, count: places.count, page: max(1, size.rows - 12))
    guard places.indices.contains(place), let breaker = lines[places[place]].breaker else { return }
    mesh.markedBreaker = BreakerName(breaker)
  }

  private mutating func openMarkedBreaker() {
    guard let breaker = markedBreaker else { return }
    open(breaker.to)
    if markedEdge != nil { mesh.open(.edge(from: breaker.from, to: breaker.to)) }
    tab = .mesh
  }

  private mutating func sortBreakers(_ change: (inout BreakersState) -> Void) {
    change(&mesh.breakerView)
    arrangeBreakers(telling: Sentence.sorted(mesh.breakerView))
  }

  private mutating func arrangeBreakers(telling words: String) {
    // The mark stays on its breaker.
    if mesh.markedBreaker == nil { mesh.markedBreaker = markedBreaker.map(BreakerName.init) }
    mesh.arrangeBreakers()
    notice = Notice(.muted, words)
  }

  private mutating func zoom(by count: Int) {
    mesh.breakerView.span = mesh.breakerView.span.stepped(by: count)
    notice = Notice(.muted, Sentence.span(mesh.breakerView.span))
  }

  /// Shows only breakers that a text fits.
  mutating func filterBreakers(_ text: String) {
    mesh.breakerView.filter = text
    mesh.arrangeBreakers()
  }
}

extension MeshTab {
  /// Works out which breakers are shown, in which order, and where retries make a lot of calls.
  mutating func arrangeBreakers() {
    breakerLines = breakerView.lines(breakers)
    // Who watches a breaker that is tripped wants to see it close, too.
    if markedBreaker == nil {
      let tripped = breakerLines.lazy.compactMap(\.breaker).first { $0.state.isTripped }
      markedBreaker = tripped.map(BreakerName.init)
    }
    amplified = [:]
    for edge in frame?.snapshot?.edges ?? [] {
      guard let amplification = edge.traffic.retryAmplification,
        amplification > Self.notableAmplification
      else { continue }
      amplified[EdgeName(from: edge.from, to: edge.to)] = amplification
    }
  }

  /// From so many attempts a call on, retries are worth a word.
  static let notableAmplification = 1.5
}
