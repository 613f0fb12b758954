import MeshModel
import Telemetry
import YAML

/// Whatever pages a source that is read by a profile answers with, from second to second, the
/// snapshot holds no nonsense.
///
/// The first byte chooses the profile; the rest, between zero bytes, are the pages of each second.
@_cdecl("LLVMFuzzerTestOneInput")
public func followProfile(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: bytes, count: count)
  guard let first = input.first, !profiles.isEmpty else { return 0 }
  let (kind, address) = profiles[Int(first) % profiles.count]
  guard var source = try? kind.make(address, settings) else { return 0 }
  var state = MeshState()
  let pages = input.dropFirst().split(separator: 0, maxSplits: 11, omittingEmptySubsequences: false)
  var rest = pages.map { Array($0) }[...]
  var second = 0
  while !rest.isEmpty {
    let at = ClockReading(
      monotonic: second * 1_000_000_000, wall: 1_800_000_000_000_000 + second * 1_000_000)
    let answers = source.requests(at: at).map { _ in
      SourceAnswer(.answered(status: 200, body: rest.popFirst() ?? []), at: at)
    }
    for report in source.read(answers, at: at, scrapeMilliseconds: 1) {
      state.take([report], at: at)
    }
    checkSnapshot(state.snapshot(windowSeconds: 10, at: at))
    second += 1
  }
  return 0
}

/// Every profile of the tree with the kind of source that reads it.
private let profiles: [(kind: SourceKind, address: String)] = {
  let documents = documents(of: "profiles")
  return documents.compactMap { document in
    guard let id = document.root["profile"]?.text, let form = document.root["reads"]?.text,
      let kind = SourceKind.all.first(where: { $0.name == form })
    else { return nil }
    return (kind, "\(id)@http://host:80")
  }
}()

private let settings = SourceSettings(profiles: ProfileShelf { documents(of: "profiles") }) { _ in
  ""
}
