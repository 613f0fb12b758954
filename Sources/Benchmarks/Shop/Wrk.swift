import Glibc

/// One run of wrk, a load generator that sends as fast as answers come back.
struct Wrk {
  /// Requests a second.
  let rate: Double
  /// Milliseconds that 99 of 100 answers took at most.
  let p99: Double

  static let connections = 32

  /// Nil when it is not installed, or when any answer was an error.
  init?(_ url: String, token: String, seconds: Int, folder: TemporaryFolder) {
    let report = "\(folder.path)/wrk"
    let run = Child(
      [
        "/usr/bin/wrk", "-t1", "-c\(Self.connections)", "-d\(seconds)s", "--latency",
        "-H", "Authorization: Bearer \(token)", url,
      ], output: report)
    guard let run, run.status == 0, let text = Self.text(report),
      !text.contains("Non-2xx"), !text.contains("Socket errors"),
      let rate = Self.word(after: "Requests/sec:", text).flatMap({ Double($0) }),
      let p99 = Self.word(after: " 99%", text).flatMap(Self.milliseconds)
    else { return nil }
    self.rate = rate
    self.p99 = p99
  }

  private static func text(_ path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16 * 1024)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  private static func word(after mark: String, _ text: String) -> String? {
    let line = text.split(separator: "\n").first { $0.contains(mark) }
    return line.flatMap { $0.split(separator: " ").last }.map(String.init)
  }

  /// As in `870.00us`, `1.52ms` or `1.01s`.
  private static func milliseconds(_ text: String) -> Double? {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let scales = ["us": 0.001, "ms": 1, "s": 1000]
    guard let number = Double(digits), let scale = scales[String(text.dropFirst(digits.count))]
    else { return nil }
    return number * scale
  }
}
