import MeshLook
import MeshModel
import Terminal

/// What is written at a call, or at the way of messages. Every part has its own columns, so nothing moves
/// when figures do.
struct CallWords {
  /// A text at a column of the label.
  struct Part: Equatable {
    var column: Int
    var text: String
    var role: Role
  }

  private let rate: Double?
  private let median: Double?
  private let errors: Double
  private let sign: String?
  private let isUnderFault: Bool
  private let messages: MessageWay?
  /// Whether nobody waits for an answer here: messages travel.
  let isAsynchronous: Bool
  /// What the line looks like; nil when there is nothing to tell.
  let role: Role?

  init(_ figures: CallFigures?, isUnderFault: Bool) {
    let traffic = figures?.edge?.traffic
    rate = traffic?.answersPerSecond
    median = traffic?.latency.p50
    errors = traffic?.errorRatio ?? 0
    let breaker = figures?.breaker?.state
    self.isUnderFault = isUnderFault
    sign = breaker.flatMap { $0 == .closed || $0 == .unknown ? nil : $0.sign }
    let health: Role? =
      errors >= 0.1 || figures?.messages?.isStuck == true
      ? .bad : errors > 0 ? .warning : figures?.messages?.role
    role =
      breaker.flatMap { $0.isTripped ? $0.role : nil } ?? health
      ?? (isUnderFault ? .fault : nil)
    breakerRole = breaker?.role ?? .text
    isKnown = figures?.edge != nil
    messages = figures?.messages
    isAsynchronous = figures?.edge?.protocol == Snapshot.Channel.protocol
  }

  private let breakerRole: Role
  private let isKnown: Bool

  /// Whether nothing was seen to run along it.
  var isIdle: Bool { !(rate ?? 0 > 0) }

  /// The parts for a form; between them the line shows.
  func parts(_ form: GraphForm.Label) -> [Part] {
    guard isKnown else { return [] }
    switch form {
    case .wide:
      return number(perSecond, end: 8) + failed(Figures.share(errors), end: 15)
        + slowness(end: 27) + signs(end: 31)
    case .full:
      return number(perSecond, end: 8) + failed(Self.narrowShare(errors), end: 14)
        + signs(end: 17)
    case .medium:
      return number(Self.narrow(rate), end: 6) + failed(Self.percent(errors), end: 11)
        + signs(end: 14)
    case .short: return number(Self.brief(rate), end: 5) + oneSign(at: 6)
    case .sign: return oneSign(at: 1)
    }
  }

  private var perSecond: String { rate == nil ? Figures.unknown : Self.narrow(rate) + "/s" }

  /// A number with a space before and after it, ending before a column.
  private func number(_ text: String, end: Int) -> [Part] {
    let role: Role = rate ?? 0 > 0 ? .text : .muted
    return [Part(column: end - text.count - 1, text: " \(text) ", role: role)]
  }

  private func failed(_ text: String, end: Int) -> [Part] {
    guard errors > 0 else { return [] }
    let role: Role = errors >= 0.1 ? .bad : .warning
    return [Part(column: end - text.count - 1, text: " \(text) ", role: role)]
  }

  private func slowness(end: Int) -> [Part] {
    if let waiting = messages?.level.waiting, waiting > 0 {
      let text = "\(Figures.count(waiting)) waiting"
      return [
        Part(column: end - text.count - 1, text: " \(text) ", role: messages?.role ?? .muted)
      ]
    }
    guard let median else { return [] }
    let text = "\(isAsynchronous ? "lag" : "p50") \(Figures.duration(median))"
    return [Part(column: end - text.count - 1, text: " \(text) ", role: .muted)]
  }

  /// Fault and breaker beside one another.
  private func signs(end: Int) -> [Part] {
    var parts: [Part] = []
    if isUnderFault { parts.append(Part(column: end - 2, text: "◆", role: .fault)) }
    if let sign {
      parts.append(Part(column: end - 1, text: sign, role: breakerRole))
    } else if let sign = messages?.sign {
      parts.append(Part(column: end - 1, text: sign, role: messages?.role ?? .text))
    }
    return parts
  }

  /// The gravest of all there is to tell.
  private func oneSign(at column: Int) -> [Part] {
    if let sign { return [Part(column: column, text: sign, role: breakerRole)] }
    if let sign = messages?.sign {
      return [Part(column: column, text: sign, role: messages?.role ?? .text)]
    }
    if isUnderFault { return [Part(column: column, text: "◆", role: .fault)] }
    if errors >= 0.1 { return [Part(column: column, text: "✖", role: .bad)] }
    return errors > 0 ? [Part(column: column, text: "▲", role: .warning)] : []
  }

  /// A share in four columns: `52%`, `<1%`, `100%`.
  private static func percent(_ ratio: Double) -> String {
    if ratio < 0.005 { return "<1%" }
    return "\(min(100, max(1, Int((ratio * 100).rounded()))))%"
  }

  /// A share in five columns.
  private static func narrowShare(_ ratio: Double) -> String {
    ratio >= 0.9995 && ratio < 1 ? ">99%" : Figures.share(ratio)
  }

  /// A rate in five columns, however high it is.
  private static func narrow(_ rate: Double?) -> String {
    rate.map { $0 >= 99_949.5 } ?? false ? brief(rate) : Figures.rate(rate)
  }

  /// A rate in four columns: `0.2`, `20.1`, `820`, `1.2k`, `12k`.
  private static func brief(_ rate: Double?) -> String {
    guard let rate, rate >= 99.95, rate.isFinite else { return Figures.rate(rate) }
    if rate < 999.5 { return "\(Int(rate.rounded()))" }
    if rate < 9_950 { return "\(Figures.plain((rate / 100).rounded() / 10))k" }
    if rate < 999_500 { return "\(Int((rate / 1000).rounded()))k" }
    return rate < 9.5e8 ? "\(Int((rate / 1e6).rounded()))M" : "huge"
  }
}

extension DashboardState {
  /// What faults act on, at the moment that is shown.
  private var faultTargets: [String] {
    mesh.paused == nil
      ? mesh.faults.map(\.fault.target) : mesh.frame?.snapshot?.faults.map(\.target) ?? []
  }

  /// Whether a fault acts on a call itself.
  func isUnderFault(_ call: CallName) -> Bool {
    !faultTargets.isEmpty && faultTargets.contains(callTarget(from: call.from, to: call.to))
  }

  /// Whether a fault acts on a service or on one of its instances.
  func isUnderFault(_ service: String) -> Bool {
    faultTargets.contains { target in
      guard target.hasPrefix(service) else { return false }
      let rest = target.dropFirst(service.count)
      return rest.isEmpty || rest.first == "-" && rest.dropFirst().allSatisfy(\.isNumber)
    }
  }

  /// Whether a fault acts on an instance, or on all of its service.
  func isUnderFault(instance: String, of service: String) -> Bool {
    faultTargets.contains { $0 == instance || $0 == service }
  }
}
