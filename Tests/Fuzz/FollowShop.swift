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
