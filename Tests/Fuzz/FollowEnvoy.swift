import MeshModel
import Telemetry

/// Whatever an Envoy answers, from second to second, the snapshot holds no nonsense.
///
/// The input's pieces, between zero bytes, are in turn the stats, the clusters and everything that is
/// asked when it starts.
@_cdecl("LLVMFuzzerTestOneInput")
public func followEnvoy(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  let pieces = input.split(separator: 0, maxSplits: 17, omittingEmptySubsequences: false)
    .map { Array($0) }
  guard let kind = SourceKind.all.first(where: { $0.name == "envoy" }),
    var source = try? kind.make("http://127.0.0.1:9901", SourceSettings { _ in "" })
  else { preconditionFailure("there is a source for Envoys") }
  var state = MeshState()
  for (second, start) in stride(from: 0, to: pieces.count, by: 3).enumerated() {
    let at = ClockReading(
      monotonic: second * 1_000_000_000, wall: 1_800_000_000_000_000 + second * 1_000_000)
    let answers = source.requests(at: at).indices.map { index in
      let place = start + min(index, 2)
      return SourceAnswer(
        .answered(status: 200, body: place < pieces.count ? pieces[place] : []), at: at)
    }
    let reports = source.read(answers, at: at, scrapeMilliseconds: 1)
    precondition(reports.count == 1, "one report a round")
    precondition(reports[0].problem.map { !$0.isEmpty && $0.utf8.count < 200 } ?? true)
    state.take(reports, at: at)
    checkSnapshot(state.snapshot(windowSeconds: 10, at: at))
  }
  return 0
}
