/// One running instance of a service, as it announced itself.
public struct Registration: Sendable, Hashable {
  public let service: String
  public let instance: String
  /// Host and port, as in `127.0.0.1:7104`.
  public let address: String
  /// As in `v1`.
  public let version: String
  /// Share of the calls it gets beside the service's other instances, 0 to 1000.
  public let weight: Int

  public init(
    service: String, instance: String, address: String, version: String, weight: Int = 100
  ) {
    self.service = service
    self.instance = instance
    self.address = address
    self.version = version
    self.weight = weight
  }
}

/// What the registry answers to whoever asks for instances.
struct InstanceList: Sendable, Hashable {
  /// In the order of their names.
  var instances: [Registration]
  /// Whether the registry has started so short a while ago that it may not know everybody.
  var isFresh = false
  /// Names of instances that have said goodbye, while the registry is fresh: afterwards whoever is not
  /// listed is gone.
  var gone: [String] = []
}

/// Which instances run, by what they say themselves.
///
/// An instance registers, and again every second: that is its heartbeat. One that has been silent
/// for longer than the lease is gone, whatever became of it. Nothing is kept on disk, because a
/// fresh registry knows everybody again after one heartbeat. Until then it says that it is fresh.
///
/// Times are those of a `RunningTime` that began with the catalog: a registry that was stopped has heard
/// no heartbeat meanwhile, and nobody is to blame for that.
struct Catalog: Sendable {
  /// Nanoseconds without a heartbeat after which an instance is gone.
  static let lease: UInt64 = 3_000_000_000
  /// Most instances of all services together.
  static let limit = 1000

  private struct Entry {
    var registration: Registration
    var expires: UInt64
  }

  private var entries: [String: Entry] = [:]
  private var gone: Set<String> = []

  /// Registers, or takes a heartbeat; false when the catalog is full.
  ///
  /// - Parameter now: nanoseconds since the catalog began.
  mutating func register(_ registration: Registration, now: UInt64) -> Bool {
    let key = Self.key(registration.service, registration.instance)
    expire(now)
    guard entries[key] != nil || entries.count < Self.limit else { return false }
    entries[key] = Entry(registration: registration, expires: now + Self.lease)
    gone.remove(registration.instance)
    return true
  }

  /// Forgets an instance; false when it is not known.
  mutating func remove(_ service: String, _ instance: String, now: UInt64) -> Bool {
    if now < Self.lease, gone.count < Self.limit { gone.insert(instance) }
    return entries.removeValue(forKey: Self.key(service, instance)) != nil
  }

  /// The instances of a service, or of all services, in the order of their names.
  mutating func list(_ service: String?, now: UInt64) -> InstanceList {
    expire(now)
    let instances = entries.values.map(\.registration)
      .filter { service == nil || $0.service == service }
      .sorted { ($0.service, $0.instance) < ($1.service, $1.instance) }
    if now >= Self.lease { gone = [] }
    return InstanceList(instances: instances, isFresh: now < Self.lease, gone: gone.sorted())
  }

  private mutating func expire(_ now: UInt64) {
    entries = entries.filter { $0.value.expires > now }
  }

  private static func key(_ service: String, _ instance: String) -> String {
    "\(service)/\(instance)"
  }
}
