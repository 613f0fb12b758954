internal import JSON

/// What runs, as `mesh status` shows it.
public struct MeshStatus: Sendable, Hashable {
  /// One instance, whether it runs or is to run again.
  public struct InstanceStatus: Sendable, Hashable {
    public var id: String
    public var service: String
    public var version: String
    /// starting, ready, failing (serves, and gives no sign of life), draining, waiting, gone.
    public var state: String
    /// Host and port; nil until it is ready.
    public var address: String?
    public var process: Int?
    /// How often it was started again after ending by itself.
    public var restarts: Int
    /// How it ended last, as in `signal 9`.
    public var lastEnd: String?
  }

  public var mesh: String
  public var process: Int
  /// As in `http://127.0.0.1:7100`.
  public var gateway: String
  /// As in `https://127.0.0.1:7101`.
  public var secureGateway: String
  public var registry: String
  public var isReady: Bool
  public var instances: [InstanceStatus]

  /// As the control socket answers.
  public var json: String {
    var writer = JSONWriter()
    writer.object {
      $0.string("mesh", mesh)
      $0.integer("process", process)
      $0.string("gateway", gateway)
      $0.string("secure_gateway", secureGateway)
      $0.string("registry", registry)
      $0.flag("ready", isReady)
      $0.array("instances", instances) { json, instance in instance.write(&json) }
    }
    return writer.text
  }

  /// Reads what `json` wrote; nil for anything else.
  public init?(_ bytes: [UInt8]) {
    guard let root = JSONBody.root(bytes), let mesh = root["mesh"]?.string,
      let process = root["process"]?.wholeNumber, let gateway = root["gateway"]?.string,
      let secure = root["secure_gateway"]?.string, let registry = root["registry"]?.string,
      let items = root["instances"]?.items
    else { return nil }
    self.init(
      mesh: mesh, process: process, gateway: gateway, secureGateway: secure, registry: registry,
      isReady: root["ready"]?.flag == true, instances: items.compactMap(InstanceStatus.init))
  }

  public init(
    mesh: String, process: Int, gateway: String, secureGateway: String, registry: String,
    isReady: Bool, instances: [InstanceStatus]
  ) {
    self.mesh = mesh
    self.process = process
    self.gateway = gateway
    self.secureGateway = secureGateway
    self.registry = registry
    self.isReady = isReady
    self.instances = instances
  }
}

extension MeshStatus.InstanceStatus {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object {
      $0.string("id", id)
      $0.string("service", service)
      $0.string("version", version)
      $0.string("state", state)
      $0.string("address", address)
      $0.raw("process", process.map(String.init) ?? "null")
      $0.integer("restarts", restarts)
      $0.string("last_end", lastEnd)
    }
  }

  fileprivate init?(_ node: JSONValue) {
    guard let id = node["id"]?.string, let service = node["service"]?.string,
      let version = node["version"]?.string, let state = node["state"]?.string
    else { return nil }
    self.init(
      id: id, service: service, version: version, state: state, address: node["address"]?.string,
      process: node["process"]?.wholeNumber, restarts: node["restarts"]?.wholeNumber ?? 0,
      lastEnd: node["last_end"]?.string)
  }
}
