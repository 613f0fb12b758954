import MeshModel
import Telemetry

/// Whatever instances say of themselves, from second to second, the snapshot holds no nonsense.
///
/// The input's pieces, between zero bytes, are in turn the metrics, breakers and events of an
/// instance; the metrics alone also go through the page's own checks.
@_cdecl("LLVMFuzzerTestOneInput")
public func followShop(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  let pieces = input.split(separator: 0, maxSplits: 17, omittingEmptySubsequences: false)
    .map { Array($0) }
  var source = ShopSource(mesh: "fuzz")
  var state = MeshState()
  for (second, start) in stride(from: 0, to: pieces.count, by: 3).enumerated() {
    let piece = { (offset: Int) in start + offset < pieces.count ? pieces[start + offset] : [] }
    checkPage(piece(0))
    let at = ClockReading(
      monotonic: second * 1_000_000_000, wall: 1_800_000_000_000_000 + second * 1_000_000)
    let instance = ShopInstance(
      service: "order", id: "order-\(second % 2)", address: nil, version: "v1", state: .ready)
    let answer = ShopLook.Answer(metrics: piece(0), breakers: piece(1), events: piece(2))
    let looks = [ShopLook(instance, at: at, answer: answer)]
    state.take([source.report(looks, at: at, scrapeMilliseconds: 1)], at: at)
    checkSnapshot(state.snapshot(windowSeconds: 10, at: at))
  }
  return 0
}

private func checkPage(_ text: [UInt8]) {
  var page = MetricsPage()
  do throws(PageProblem) {
    try page.read(text)
  } catch {
    precondition(error.line >= 1 && error.column >= 1, "no place: \(error.sentence)")
    precondition(page.count == 0, "what is malformed is not used")
  }
  page.forEach { sample in
    precondition(!sample.name.isEmpty || sample.allLabels.isEmpty)
    for label in sample.allLabels { precondition(label.name.utf8.count <= text.count) }
  }
}

/// What holds for every snapshot, whatever the sources said.
func checkSnapshot(_ snapshot: Snapshot) {
  for service in snapshot.services { checkFigures(service.traffic) }
  for edge in snapshot.edges { checkFigures(edge.traffic) }
  precondition(snapshot.services.map(\.name) == snapshot.services.map(\.name).sorted())
}

private func checkFigures(_ figures: TrafficFigures) {
  let ratios = [figures.errorRatio, figures.attemptErrorRatio, figures.classes.success]
  for ratio in ratios.compactMap({ $0 }) {
    precondition((0...1.000_001).contains(ratio), "a ratio of \(ratio)")
  }
  let rates = [figures.answersPerSecond, figures.attemptsPerSecond, figures.shedPerSecond]
  for rate in rates.compactMap({ $0 }) {
    precondition(rate >= 0 && rate.isFinite, "a rate of \(rate)")
  }
  let latency = figures.latency
  if let p50 = latency.p50, let p95 = latency.p95, let p99 = latency.p99 {
    precondition(p50 <= p95 && p95 <= p99, "percentiles \(p50), \(p95), \(p99)")
  }
}
