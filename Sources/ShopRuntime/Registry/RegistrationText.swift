import JSON

extension Registration {
  func write(_ json: inout JSONWriter) {
    json.object {
      $0.string("service", service)
      $0.string("instance", instance)
      $0.string("address", address)
      $0.string("version", version)
      $0.integer("weight", weight)
    }
  }

  /// Reads the body of a registration; nil when something is missing or out of bounds.
  init?(_ node: JSONValue, service: String, instance: String) {
    guard let address = node["address"]?.string, LoopbackAddress(address) != nil,
      Self.isName(service), Self.isName(instance)
    else { return nil }
    let weight = node["weight"]?.wholeNumber ?? 100
    let version = node["version"]?.string ?? "v1"
    guard (0...1000).contains(weight), Self.isName(version) else { return nil }
    self.init(
      service: service, instance: instance, address: address, version: version, weight: weight)
  }

  /// Names of services and instances: letters, digits, hyphens, dots and underscores.
  static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
      }
  }
}

extension InstanceList {
  /// `{"fresh": true, "gone": ["order-1"], "instances": [...]}`.
  var text: String {
    var writer = JSONWriter(pretty: false)
    writer.object {
      $0.flag("fresh", isFresh)
      if !gone.isEmpty { $0.array("gone", gone) }
      $0.array("instances", instances) { $1.write(&$0) }
    }
    return writer.text
  }

  /// Reads what `text` wrote; nil for anything else.
  init?(_ text: [UInt8]) {
    guard let root = JSONBody.root(text), let items = root["instances"]?.items else {
      return nil
    }
    isFresh = root["fresh"]?.flag == true
    gone = (root["gone"]?.items ?? []).compactMap(\.string).filter(Registration.isName)
    instances = items.compactMap { item in
      guard let service = item["service"]?.string, let instance = item["instance"]?.string else {
        return nil
      }
      return Registration(item, service: service, instance: instance)
    }
  }
}

/// JSON that came over the wire.
enum JSONBody {
  /// Bodies are small: what is larger or deeper is not ours.
  private static let limit = 1_000_000
  private static let depth = 12

  /// The value of a whole body; nil when it is no JSON.
  static func root(_ bytes: [UInt8]) -> JSONValue? {
    do throws(JSONComplaint) {
      return try JSONDocument.read(bytes, limit: limit, depth: depth).root
    } catch {
      return nil
    }
  }
}
