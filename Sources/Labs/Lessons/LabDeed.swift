/// Something a lab does to its mesh. There are no others, so a lab from a stranger can do no more.
public enum LabDeed: Sendable, Hashable {
  /// Sees to it that this load is on the mesh, in the place of another one that the lab has put
  /// there.
  case load(LabLoad)
  /// Ends the lab's load.
  case endLoad
  /// Sees to it that this fault is set.
  case fault(LabFault)
  /// Ends every fault on a target, whoever has set it.
  case clear(target: String)

  /// The command that does the same.
  ///
  /// - Parameter name: the option that names the mesh, with a blank before it; empty for the usual
  ///   mesh.
  public func command(_ name: String) -> String {
    switch self {
    case .load(let load): "archadvisor mesh load \(load.options)\(name)"
    case .endLoad: "stop 'archadvisor mesh load' (Ctrl-C where it runs)"
    case .fault(let fault):
      "archadvisor mesh fault add \(fault.target) \(fault.effect.option) "
        + "--for \(fault.seconds)s\(name)"
    case .clear: "archadvisor mesh halt\(name)"
    }
  }
}

extension [LabDeed] {
  /// The commands that do the same, each once.
  ///
  /// - Parameter name: the option that names the mesh, with a blank before it.
  public func commands(_ name: String) -> [String] {
    var seen: Set<String> = []
    return map { $0.command(name) }.filter { seen.insert($0).inserted }
  }
}

/// Requests at a steady rate.
public struct LabLoad: Sendable, Hashable {
  /// A kind of request and its part of the whole.
  public struct Share: Sendable, Hashable {
    public let request: String
    public let weight: Int
  }

  /// Requests a second.
  public let rate: Int
  /// Different clients that they come from.
  public let clients: Int
  /// Empty for what clients of the shop usually ask for.
  public let mix: [Share]

  /// No lab needs more, and a laptop has to bear it.
  static let rates = 1...200
  static let clientCounts = 1...200

  /// The mix as it is written on a command line.
  public var mixText: String {
    mix.map { "\($0.request)=\($0.weight)" }.joined(separator: ",")
  }

  fileprivate var options: String {
    "--rate \(rate) --for 5m" + (mix.isEmpty ? "" : " --mix \(mixText)") + " --clients \(clients)"
  }
}

/// A disturbance, which always ends by itself.
public struct LabFault: Sendable, Hashable {
  /// What it does.
  public enum Effect: Sendable, Hashable {
    /// Milliseconds added to every answer.
    case latency(Int)
    /// Percent of requests answered with an error.
    case errors(Int)
    case hang, reset, down, crash

    fileprivate var option: String {
      switch self {
      case .latency(let milliseconds): "--latency \(milliseconds)ms"
      case .errors(let percent): "--errors \(percent)%"
      case .hang: "--hang"
      case .reset: "--reset"
      case .down: "--down"
      case .crash: "--crash"
      }
    }
  }

  /// `payment`, `payment-2`, `order:payment`.
  public let target: String
  public let effect: Effect
  /// How long it lasts.
  public let seconds: Int

  /// A disturbance.
  public init(target: String, effect: Effect, seconds: Int) {
    self.target = target
    self.effect = effect
    self.seconds = seconds
  }

  static let durations = 5...600
}
