internal import MeshModel

/// A source that asks one page and finds nothing in it: the neighbour to read before adding another.
///
/// A source is one file such as this one and one line in `SourceKind.all`:
///
/// 1. A type that is a `Source`. `requests` names the addresses to ask; `read` gets their answers in
///    the same order and hands over what it understood: counters since a start with the epoch they
///    belong to, states as they are now. It makes no differences, rates or judgements: `MeshState`
///    does, the same way for all sources. What the source does not know is left out, never nought.
/// 2. A `SourceKind` that makes it from what the user wrote behind `KIND=`.
///
/// Nothing else is needed: fetching, limits, windows, restarts, health, reports and screens come
/// with `MeshState`. A test feeds it answers captured from the real thing.
struct SilentSource: Source {
  let identity: SourceIdentity
  private let address: WebAddress

  init(_ address: WebAddress, named name: String) {
    self.address = address
    identity = SourceIdentity(id: name, kind: "silent")
  }

  func requests(at now: ClockReading) -> [SourceRequest] { [address.get("/")] }

  func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport] {
    // A source that is ill says why; what it said before grows old and is not shown as fresh.
    [
      SourceReport(
        identity, at: now, scrapeMilliseconds: scrapeMilliseconds,
        problem: answers.compactMap(\.problem).first)
    ]
  }
}

extension SourceKind {
  /// Not in `all`: nobody wants to ask it.
  static let silent = SourceKind("silent", form: "silent=http://HOST:PORT") {
    text, _ throws(Problem) in
    SilentSource(try WebAddress(text), named: "silent=\(text)")
  }
}
