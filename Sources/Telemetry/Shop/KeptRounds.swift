internal import MeshModel

/// The local shop: its supervisor has looked at all instances every second and kept the last minute.
struct KeptRounds: Source {
  let identity: SourceIdentity
  private let socket: String
  private var reader = RecordingReader()

  init(mesh: String, socket: String) {
    identity = SourceIdentity(id: "shop=\(mesh)", kind: "shop")
    self.socket = socket
  }

  var knowsThePast: Bool { true }

  func requests(at now: ClockReading) -> [SourceRequest] {
    [.getUnix(socket: socket, path: "/rounds?after=\(reader.latest ?? 0)")]
  }

  mutating func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport] {
    do throws(RecordingProblem) {
      guard let body = answers.first?.body else {
        return ill(answers.first?.problem ?? "it gave no answer", now, scrapeMilliseconds)
      }
      return try rounds(body)
    } catch {
      // With a new reader everything that is kept comes again, from a full line on.
      reader = RecordingReader()
      return ill("its rounds cannot be read: \(error.sentence)", now, scrapeMilliseconds)
    }
  }

  /// The rounds that are new, as the supervisor reported them.
  private mutating func rounds(_ body: [UInt8]) throws(RecordingProblem) -> [SourceReport] {
    var reports: [SourceReport] = []
    // When the supervisor does not find our place any more, it sends all that it kept.
    let known = reader.latest ?? .min
    reader.feed(body)
    while let round = try reader.next() {
      if round.at.monotonic > known { reports += round.reports }
    }
    return reports
  }

  private func ill(
    _ problem: String, _ now: ClockReading, _ milliseconds: Double
  ) -> [SourceReport] {
    [SourceReport(identity, at: now, scrapeMilliseconds: milliseconds, problem: problem)]
  }
}

extension SourceKind {
  static let shop = SourceKind("shop", form: "shop or shop=NAME") {
    name, settings throws(Problem) in
    let name = name.isEmpty ? "shop" : name
    guard isShopName(name) else { throw .noShopName(name) }
    return KeptRounds(mesh: name, socket: settings.controlSocket(name))
  }

  /// Whether a local shop may be called so: the name stands in paths and in addresses, and one that
  /// begins with a dot would be hidden.
  public static func isShopName(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      "-._".utf8.contains(byte) || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }
    return isPlain && (1...64).contains(name.utf8.count) && name.utf8.first != UInt8(ascii: ".")
  }
}
