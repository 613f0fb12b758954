/// What is read of `show info`: lines of a name, a colon and a value.
struct ProxyInfo: Equatable {
  var process: Int?
  var uptimeSeconds: Int?
  /// Seconds since 1970; not told by old releases.
  var started: Int?
  var version: String?
  /// It ends as soon as the last connection is gone, and takes no new ones.
  var isStopping = false

  init(_ text: ArraySlice<UInt8>) {
    for line in text.split(separator: UInt8(ascii: "\n")).prefix(Self.limit) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = String(decoding: line[(colon + 1)...].prefix(80), as: UTF8.self)
        .drop { $0 == " " }
      switch String(decoding: line[..<colon], as: UTF8.self) {
      case "Pid": process = Int(value)
      case "Uptime_sec": uptimeSeconds = Int(value)
      case "Start_time_sec": started = Int(value)
      case "Version": version = value.isEmpty ? nil : String(value)
      case "Stopping": isStopping = value != "0"
      default: break
      }
    }
  }

  /// Lines that are looked at.
  private static let limit = 500
}
