public import JSON

/// A disturbance somebody set on purpose; it always ends by itself.
public struct Fault: Sendable, Hashable {
  /// Where it acts: on requests a service takes, or on the calls from one service to another.
  public enum Target: Sendable, Hashable {
    case service(String)
    case instance(String)
    case edge(from: String, to: String)

    /// `payment`, `payment-2`, `order:payment`.
    public init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard (1...2).contains(parts.count), parts.allSatisfy(Registration.isName) else {
        return nil
      }
      if parts.count == 2 {
        self = .edge(from: parts[0], to: parts[1])
      } else if let dash = text.lastIndex(of: "-"),
        Int(text[text.index(after: dash)...]) != nil
      {
        self = .instance(text)
      } else {
        self = .service(text)
      }
    }

    public var text: String {
      switch self {
      case .service(let name), .instance(let name): name
      case .edge(let from, let to): "\(from):\(to)"
      }
    }
  }

  /// Given by the supervisor; counts from 1.
  public var id: Int
  public var target: Target
  /// Milliseconds added, give or take `jitter`.
  public var latency: Int?
  /// Milliseconds by which `latency` varies at most, to both sides.
  public var jitter = 0
  /// Percent of requests answered with `code`.
  public var errors: Int?
  /// The status of the answers that `errors` replaces.
  public var code = 503
  /// Requests are taken and never answered.
  public var hang = false
  /// Connections are cut instead of answered.
  public var reset = false
  /// The instance refuses everything and says that it is not ready.
  public var down = false
  /// The process ends at once, as after a fatal bug.
  public var crash = false
  /// Milliseconds it still lasts.
  public var remaining: Int
  /// The instance at which somebody set it directly, where alone it acts; nil for one of the mesh.
  public var place: String?

  /// Milliseconds a fault lasts unless said otherwise.
  public static let defaultDuration = 60_000

  public init(id: Int, target: Target, remaining: Int) {
    self.id = id
    self.target = target
    self.remaining = remaining
  }

  /// What it does, for people.
  public var effect: String {
    var parts: [String] = []
    if let latency {
      parts.append(jitter > 0 ? "latency \(latency)±\(jitter) ms" : "latency \(latency) ms")
    }
    if let errors { parts.append("errors \(errors)% code \(code)") }
    if hang { parts.append("hang") }
    if reset { parts.append("reset") }
    if down { parts.append("down") }
    if crash { parts.append("crash") }
    return parts.joined(separator: ", ")
  }
}

extension Fault {
  func write(_ json: inout JSONWriter) {
    json.object {
      $0.integer("id", id)
      $0.string("target", target.text)
      if let latency { $0.integer("latency_ms", latency) }
      if jitter > 0 { $0.integer("jitter_ms", jitter) }
      if let errors {
        $0.integer("errors_percent", errors)
        $0.integer("code", code)
      }
      if hang { $0.flag("hang", true) }
      if reset { $0.flag("reset", true) }
      if down { $0.flag("down", true) }
      if crash { $0.flag("crash", true) }
      $0.integer("remaining_ms", remaining)
      if let place { $0.string("at", place) }
    }
  }

  /// `{"faults": [...]}`; with `"adopted": N` when a supervisor tells an instance all it knows, direct
  /// faults of the generation N included.
  public static func text(_ faults: [Fault], adopted: Int? = nil) -> String {
    var writer = JSONWriter(pretty: false)
    writer.object {
      if let adopted { $0.integer("adopted", adopted) }
      $0.array("faults", faults) { $1.write(&$0) }
    }
    return writer.text
  }

  /// Reads what `text` wrote; nil for anything else, also when one of them is malformed.
  public static func list(_ bytes: [UInt8]) -> [Fault]? {
    guard let items = JSONBody.root(bytes)?["faults"], items.isArray else {
      return nil
    }
    let faults = items.items.compactMap(Fault.init)
    return faults.count == items.items.count ? faults : nil
  }

  /// Reads what `write` wrote; nil for anything else.
  public init?(_ node: JSONValue) {
    let time = node["remaining_ms"].map(\.wholeNumber) ?? Self.defaultDuration
    guard let target = node["target"]?.string.flatMap(Target.init), let time else { return nil }
    self.init(id: node["id"]?.wholeNumber ?? 0, target: target, remaining: time)
    place = node["at"]?.string
    latency = node["latency_ms"]?.wholeNumber
    jitter = node["jitter_ms"]?.wholeNumber ?? 0
    errors = node["errors_percent"]?.wholeNumber
    code = node["code"]?.wholeNumber ?? 503
    hang = node["hang"]?.flag == true
    reset = node["reset"]?.flag == true
    down = node["down"]?.flag == true
    crash = node["crash"]?.flag == true
    let inRange =
      (0...600_000).contains(latency ?? 0) && (0...600_000).contains(jitter)
      && (0...100).contains(errors ?? 0) && (400...599).contains(code)
      && (0...86_400_000).contains(remaining)
    if !inRange { return nil }
  }
}
