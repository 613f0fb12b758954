import MeshModel

/// Requests drawn as dots that travel along a call. How dense they are tells the rate, how fast they
/// go how soon answers come; those that fail have another shape. A pure function of the time and the
/// figures, so that the same moment always looks the same.
struct TrafficFlow: Equatable {
  /// A request on its way.
  struct Dot: Equatable {
    /// Cells from the caller.
    var place: Int
    var fails: Bool
  }

  /// Cells between one dot and the next.
  let spacing: Int
  /// Cells a second.
  let speed: Int
  private let errors: Double
  private let phase: Int

  /// Nil without traffic.
  ///
  /// - Parameter call: sets the dots of one call apart from those of the others.
  init?(_ traffic: TrafficFigures, call: Int) {
    guard let rate = traffic.answersPerSecond, rate > 0, rate.isFinite else { return nil }
    spacing = Self.spacing(rate)
    speed = Self.speed(traffic.latency.p50)
    errors = max(0, min(1, traffic.errorRatio ?? 0))
    phase = call * 5
  }

  /// Steps instead of a formula: figures that wobble shall not make dots jump.
  private static func spacing(_ rate: Double) -> Int {
    switch rate {
    case ..<0.5: 40
    case ..<2: 26
    case ..<8: 16
    case ..<30: 10
    case ..<120: 7
    case ..<500: 5
    default: 3
    }
  }

  /// - Parameter median: milliseconds; nil is as slow as can be.
  private static func speed(_ median: Double?) -> Int {
    switch median ?? .infinity {
    case ..<5: 20
    case ..<20: 15
    case ..<60: 10
    case ..<200: 7
    case ..<600: 4
    case ..<2_000: 2
    default: 1
    }
  }

  /// The dots on a line of so many cells.
  ///
  /// - Parameter time: nanoseconds of the monotonic clock.
  func dots(cells: Int, at time: Int) -> [Dot] {
    let travelled = max(0, time) / 1_000_000 * speed / 1000 + phase
    return stride(from: travelled % spacing, to: max(cells, 0), by: spacing).map { place in
      Dot(place: place, fails: fails((travelled - place) / spacing))
    }
  }

  /// Whether a request fails, by its number: as many do as the figures say, evenly spread.
  private func fails(_ number: Int) -> Bool {
    let number = Double(abs(number) % 1_000_000)
    return ((number + 1) * errors).rounded(.down) > (number * errors).rounded(.down)
  }
}

extension DashboardState {
  /// Whether dots move now: somebody looks at them, and there is something to see.
  var isTrafficMoving: Bool {
    tab == .topology && appearance.isAnimated && box == nil && mesh.paused == nil
      && topology.hasTraffic && MeshCondition(mesh).isLive
  }

  /// Milliseconds between two pictures of moving traffic.
  static let motionInterval = 100
}
