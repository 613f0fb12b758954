import MeshLook
import MeshModel
import Terminal

/// Whether what is shown is true now.
enum MeshCondition: Equatable {
  /// Nothing was heard yet.
  case connecting
  /// There is nothing to look at.
  case absent
  case live
  /// Some sources are heard and others are not.
  case partlyLive
  /// The data is this many seconds old.
  case stale(seconds: Int)
  /// Nothing came for so long that nothing is known any more.
  case disconnected
  /// Time stands still; what is shown was so this many seconds ago.
  case paused(seconds: Int)

  /// Seconds after which data is called old, and after which it says nothing.
  static let staleAfter = 3.5
  static let lostAfter = 60.0

  init(_ mesh: MeshTab) {
    if let seconds = mesh.secondsBack {
      self = .paused(seconds: seconds)
      return
    }
    guard let frame = mesh.frame, let now = mesh.now else {
      self = .connecting
      return
    }
    guard frame.presence == .present else {
      self = .absent
      return
    }
    guard let sources = frame.snapshot?.sources, !sources.isEmpty else {
      self = .connecting
      return
    }
    let since = Double(max(0, now.monotonic - frame.at.monotonic)) / 1e9
    self.init(
      ages: sources.map { $0.ageSeconds.map { $0 + since } },
      limit: Self.staleAfter + 2.5 * max(0, mesh.interval - 1))
  }

  /// By how many seconds ago each source was heard; nil for one that never was.
  ///
  /// - Parameter limit: seconds up to which a source counts as heard.
  private init(ages: [Double?], limit: Double) {
    let heard = ages.compactMap(\.self)
    guard let newest = heard.min(), newest < Self.lostAfter else {
      self = .disconnected
      return
    }
    guard newest < limit else {
      self = .stale(seconds: Int(newest))
      return
    }
    // What one of several does not tell is shown as unknown, service by service.
    self = heard.count == ages.count && heard.allSatisfy { $0 < limit } ? .live : .partlyLive
  }

  var words: String {
    switch self {
    case .connecting: "CONNECTING"
    case .absent: "NOT RUNNING"
    case .live: "LIVE"
    case .partlyLive: "PARTLY LIVE"
    case .stale(let seconds): "STALE \(seconds)s"
    case .disconnected: "DISCONNECTED"
    case .paused(let seconds): "PAUSED \(Figures.span(seconds: seconds)) ago"
    }
  }

  var sign: String {
    switch self {
    case .connecting: "◌"
    case .absent: "○"
    case .live: "●"
    case .stale, .partlyLive: "▲"
    case .disconnected: "✖"
    case .paused: "■"
    }
  }

  var role: Role {
    switch self {
    case .connecting, .absent: .unknown
    case .live: .ok
    case .stale, .partlyLive: .warning
    case .disconnected: .bad
    case .paused: .info
    }
  }

  /// Whether something is heard now.
  var isLive: Bool { self == .live || self == .partlyLive }

  /// Whether what is shown is neither now nor a moment that was chosen.
  var isOld: Bool {
    switch self {
    case .stale, .disconnected: true
    case .connecting, .absent, .live, .partlyLive, .paused: false
    }
  }
}
