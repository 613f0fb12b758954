import Files
import Glibc
import Telemetry

/// How fast pages are read: in process, and as a whole process beside those that others use.
struct ParseRate {
  /// This program, which can be told to read one file and end.
  let program: String
  /// Built beside this program.
  private var peer: String { program.replacing("/Benchmarks", with: "/BenchmarkPeer") }

  private static let promtool = "/usr/bin/promtool"

  func measure(_ table: Table) {
    var page = SamplePage.prometheus(size: 10_380_000)
    page.count(7)
    inProcess(page.bytes, table)
    let path = "/tmp/archadvisor-page-\(getpid())"
    defer { unlink(path) }
    guard (try? Files.write(page.bytes, to: path, replacing: true)) != nil else { return }
    wholeProcess(path, table)
    envoy(table)
  }

  private func inProcess(_ bytes: [UInt8], _ table: Table) {
    var page = MetricsPage()
    var rates: [Double] = []
    for _ in 0..<21 {
      // It belongs to whoever fetched the page, with room for what the scanner puts behind it.
      var text: [UInt8] = []
      text.reserveCapacity(bytes.count + 256)
      text += bytes
      let start = Self.spent
      try? page.read(consume text)
      let nanoseconds = Self.spent - start
      if page.count > 0 { rates.append(Double(bytes.count) / Double(nanoseconds)) }
    }
    table.row("Prometheus page of 10 MB, in process", rates, "GB/s", .atLeast(1))
  }

  /// Nanoseconds of processor time of this thread: others on the machine do not count.
  private static var spent: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  private func wholeProcess(_ path: String, _ table: Table) {
    var own: [Double] = []
    var other: [Double] = []
    for _ in 0..<9 {
      if let run = Child([program, "parse", path]), run.status == 0 {
        own.append(run.milliseconds)
      }
      if let run = Child(["/bin/sh", "-c", "exec \(Self.promtool) check metrics <\(path)"]),
        run.status == 0 || run.status == 3
      {
        // It ends with 3 when it finds the page unlovely.
        other.append(run.milliseconds)
      }
    }
    table.row("… as a whole process", own, "ms")
    table.row("… promtool check metrics", other, "ms")
    table.row("… how many times as fast", ratios(other, own), "x", .atLeast(12))
  }

  /// Stats and clusters of one proxy, read and translated, beside Foundation reading the stats alone.
  private func envoy(_ table: Table) {
    let reader = EnvoyReading()
    table.row("Envoy's stats and clusters, read and translated", reader.milliseconds, "ms")
    let path = "/tmp/archadvisor-stats-\(getpid())"
    defer { unlink(path) }
    guard (try? Files.write(SamplePage.envoyStats.bytes, to: path, replacing: true)) != nil else {
      return
    }
    for way in ["JSONDecoder", "JSONSerialization"] {
      let output = "\(path).result"
      defer { unlink(output) }
      let run = Child([peer, way, path], output: output)
      let text = (try? Files.read(output, limit: 100_000)).map {
        String(decoding: $0, as: UTF8.self)
      }
      let times = run?.status == 0 ? text?.split(separator: "\n").compactMap { Double($0) } : nil
      table.row("… \(way) of Foundation, the stats alone", times ?? [], "ms")
      table.row(
        "… how many times as fast", ratios(times ?? [], reader.milliseconds), "x", .atLeast(10))
    }
  }

  /// Median to median, and pair by pair for the spread.
  private func ratios(_ slow: [Double], _ fast: [Double]) -> [Double] {
    zip(slow.sorted(), fast.sorted()).map { $0 / $1 }
  }
}
