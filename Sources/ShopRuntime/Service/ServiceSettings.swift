/// What a service process is told when it is started.
public struct ServiceSettings: Sendable, Hashable {
  /// What a process of the mesh can be.
  public enum Role: String, CaseIterable, Sendable {
    case registry, broker, balancer, gateway, user, product, order, payment, inventory
  }

  /// How callers find the instances of a service.
  public enum Discovery: String, CaseIterable, Sendable {
    /// Each caller asks the registry and chooses among the instances itself.
    case client
    /// Callers know one balancer, which asks the registry.
    case server
  }

  public var role: Role
  /// The process's name in the mesh, as in `order-1`.
  public var instance: String
  public var version = "v1"
  /// Base address of the registry; nil for the registry itself.
  public var registry: String?
  public var discovery = Discovery.client
  /// Whether the process inherits the socket it listens on; otherwise the system chooses a port.
  public var hasListener = false
  /// Folder of sockets and keys.
  public var runtimeFolder: String
  /// Folder of stores and logs.
  public var stateFolder: String
  /// Draws the demonstration's data; the same for all processes of a mesh.
  public var seed: UInt64 = 1
  /// How a demonstration's next version misbehaves, as in `slow` or `faulty`; empty when it does
  /// not.
  public var manner = ""
  /// Whether the process has a supervisor that passed it its two descriptors.
  public var isSupervised = true
  /// Whether it has also passed the descriptor that brings liveness probes.
  public var isProbed = false

  /// Where the mesh's secret lies.
  public var secretFile: String { "\(runtimeFolder)/\(MeshFolders.RuntimeName.secret.rawValue)" }

  public init(role: Role, instance: String, runtimeFolder: String, stateFolder: String) {
    self.role = role
    self.instance = instance
    self.runtimeFolder = runtimeFolder
    self.stateFolder = stateFolder
  }

  /// The settings as words of a command line.
  public var words: [String] {
    var words = [
      "role=\(role.rawValue)", "instance=\(instance)", "version=\(version)",
      "discovery=\(discovery.rawValue)", "listener=\(hasListener ? "yes" : "no")",
      "runtime=\(runtimeFolder)",
      "state=\(stateFolder)", "seed=\(seed)", "manner=\(manner)",
      "supervised=\(isSupervised ? "yes" : "no")", "probed=\(isProbed ? "yes" : "no")",
    ]
    if let registry { words.append("registry=\(registry)") }
    return words
  }

  /// Reads what `words` wrote; nil when something is missing or malformed.
  public init?(words: [String]) {
    var values: [String: String] = [:]
    for word in words {
      guard let mark = word.firstIndex(of: "=") else { return nil }
      values[String(word[..<mark])] = String(word[word.index(after: mark)...])
    }
    guard let role = values["role"].flatMap(Role.init(rawValue:)),
      let instance = values["instance"], let runtime = values["runtime"],
      let state = values["state"]
    else { return nil }
    self.init(role: role, instance: instance, runtimeFolder: runtime, stateFolder: state)
    version = values["version"] ?? version
    registry = values["registry"]
    discovery = values["discovery"].flatMap(Discovery.init(rawValue:)) ?? discovery
    hasListener = values["listener"] == "yes"
    seed = values["seed"].flatMap(UInt64.init) ?? seed
    manner = values["manner"] ?? manner
    isSupervised = values["supervised"] != "no"
    isProbed = values["probed"] == "yes"
  }
}
