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

/// Which instances run, by what they say themselves.
///
/// An instance registers, and again every second: that is its heartbeat. One that has been silent
/// for longer than the lease is gone, whatever became of it. Nothing is kept on disk, because a
/// fresh registry knows everybody again after one heartbeat.
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

  /// Registers, or takes a heartbeat; false when the catalog is full.
  ///
  /// - Parameter now: nanoseconds of the monotonic clock.
  mutating func register(_ registration: Registration, now: UInt64) -> Bool {
    let key = Self.key(registration.service, registration.instance)
    expire(now)
    guard entries[key] != nil || entries.count < Self.limit else { return false }
    entries[key] = Entry(registration: registration, expires: now + Self.lease)
    return true
  }

  /// Forgets an instance; false when it is not known.
  mutating func remove(_ service: String, _ instance: String) -> Bool {
    entries.removeValue(forKey: Self.key(service, instance)) != nil
  }

  /// The instances of a service, or of all services, in the order of their names.
  mutating func list(_ service: String?, now: UInt64) -> [Registration] {
    expire(now)
    return entries.values.map(\.registration)
      .filter { service == nil || $0.service == service }
      .sorted { ($0.service, $0.instance) < ($1.service, $1.instance) }
  }

  private mutating func expire(_ now: UInt64) {
    entries = entries.filter { $0.value.expires > now }
  }

  private static func key(_ service: String, _ instance: String) -> String {
    "\(service)/\(instance)"
  }
}
