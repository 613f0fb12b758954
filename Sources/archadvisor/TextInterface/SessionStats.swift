import Glibc
import Platform

/// What a session of the text UI cost, for `--stats`.
struct SessionStats {
  /// Microseconds, of the latest frames or keys.
  private struct Durations {
    private(set) var values: [Int] = []
    private(set) var count = 0

    /// The most that are kept.
    private static let limit = 20_000

    mutating func add(from start: UInt64, to end: UInt64) {
      let value = Int((end - start) / 1000)
      if values.count < Self.limit {
        values.append(value)
      } else {
        values[count % Self.limit] = value
      }
      count += 1
    }

    /// As in `1.2 ms`; nil when nothing was measured.
    func percentile(_ percent: Int) -> String? {
      guard !values.isEmpty else { return nil }
      let place = min(values.count - 1, values.count * percent / 100)
      let microseconds = values.sorted()[place]
      let tenths = (microseconds + 50) / 100
      return "\(tenths / 10).\(tenths % 10) ms"
    }
  }

  private var computing = Durations()
  private var answering = Durations()
  private var bytes: Int? = 0
  /// When the first key came that no frame shows yet.
  private var keyAt: UInt64?

  /// A key was pressed.
  mutating func pressed() {
    if keyAt == nil { keyAt = Clock.monotonic }
  }

  /// Measures a frame.
  ///
  /// - Parameters:
  ///   - compute: works it out.
  ///   - paint: hands it to the terminal.
  mutating func frame(_ compute: () -> Void, _ paint: () -> Void) {
    let start = Clock.monotonic
    compute()
    computing.add(from: start, to: Clock.monotonic)
    let before = Self.written
    paint()
    bytes = bytes.flatMap { sum in
      before.flatMap { before in Self.written.map { sum + max(0, $0 - before) } }
    }
    if let keyAt { answering.add(from: keyAt, to: Clock.monotonic) }
    keyAt = nil
  }

  /// What was measured, for people.
  var lines: [String] {
    let median = computing.percentile(50) ?? "-"
    let slow = computing.percentile(95) ?? "-"
    return [
      "frames painted   \(computing.count)",
      "frame computed   p50 \(median), p95 \(slow)",
      "key to paint     p95 \(answering.percentile(95) ?? "-") of \(answering.count)",
      "bytes written    \(bytes.map { "\($0)" } ?? "not known: the system does not count them")",
    ]
  }

  /// The bytes this thread has written to anything so far, as the system counts them.
  private static var written: Int? {
    let file = open("/proc/thread-self/io", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = read(file, &buffer, buffer.count)
    guard count > 0 else { return nil }
    let text = String(decoding: buffer.prefix(count), as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("wchar: ") }
    return line.flatMap { Int($0.dropFirst(7)) }
  }
}
