internal import MeshModel

/// The local shop: its supervisor has looked at all instances every second and kept the last minute.
struct KeptRounds: Source {
  let identity: SourceIdentity
  private let socket: String
  /// The number of the newest round that was read.
  private var newest = 0

  init(mesh: String, socket: String) {
    identity = SourceIdentity(id: "shop=\(mesh)", kind: "shop")
    self.socket = socket
  }

  var knowsThePast: Bool { true }

  func requests(at now: ClockReading) -> [SourceRequest] {
    [.getUnix(socket: socket, path: "/rounds?after=\(newest)")]
  }

  mutating func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport] {
    let problem = answers.first?.problem ?? "this version cannot read what it has kept"
    return [
      SourceReport(identity, at: now, scrapeMilliseconds: scrapeMilliseconds, problem: problem)
    ]
  }
}

extension SourceKind {
  static let shop = SourceKind("shop", form: "shop or shop=NAME") {
    name, settings throws(Problem) in
    let name = name.isEmpty ? "shop" : name
    let isPlain = name.utf8.allSatisfy { byte in
      "-._".utf8.contains(byte) || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }
    guard isPlain, name.utf8.count <= 64, name.utf8.first != UInt8(ascii: ".") else {
      throw .noShopName(name)
    }
    return KeptRounds(mesh: name, socket: settings.controlSocket(name))
  }
}
