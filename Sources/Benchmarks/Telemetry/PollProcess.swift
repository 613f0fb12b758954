import Glibc
import Live
import MeshModel
import Telemetry

/// What is polled in a measurement.
enum PollKind: String, CaseIterable {
  case pages, envoys
  /// One page that tells of a large mesh.
  case mesh

  var pages: [(path: String, page: SamplePage)] {
    switch self {
    case .pages: [("/stats/prometheus", .istio)]
    case .envoys: [("/stats", .envoyStats), ("/clusters", .envoyClusters)]
    case .mesh: [("/stats/prometheus", .largeMesh)]
    }
  }

  /// As the user would name it.
  func source(port: String) -> String {
    switch self {
    case .pages, .mesh: "metrics=istio@http://127.0.0.1:\(port)/stats/prometheus"
    case .envoys: "envoy=http://127.0.0.1:\(port)"
    }
  }
}

/// Polls many sources once a second, as the text UI does, and prints a line each five seconds: percent
/// of a core, megabytes resident, sources that are ill.
///
/// A process of its own, so that nothing else is in its figures. It gets the ports on its standard
/// input.
struct PollProcess {
  let kind: PollKind
  let seconds: Int

  func run() {
    var names: [String] = []
    while let port = readLine(), !port.isEmpty { names.append(kind.source(port: port)) }
    let choice = SourceChoice(SourceSettings { _ in "" }, running: { [] })
    guard let sources = try? choice.sources(names) else { return }
    let mesh = LiveMesh(sources, fetcher: Fetcher())
    var next = Self.nanoseconds(CLOCK_MONOTONIC)
    var spent = 0
    for second in 0..<seconds {
      mesh.poll()
      let snapshot = mesh.state.snapshot(windowSeconds: 10, at: Fetcher.now)
      if second % 5 == 4 {
        let now = Self.nanoseconds(CLOCK_PROCESS_CPUTIME_ID)
        let ill = snapshot.sources.filter { !$0.isGood }.count
        // The first five seconds open the connections.
        if second > 5 { print(Double(now - spent) / 5e7, Self.megabytes, ill) }
        spent = now
      }
      next += 1_000_000_000
      var pause = timespec(tv_sec: next / 1_000_000_000, tv_nsec: next % 1_000_000_000)
      clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &pause, nil)
    }
  }

  private static func nanoseconds(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  private static var megabytes: Double {
    guard let file = fopen("/proc/self/statm", "re") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
    let text = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return Double(text.split(separator: " ")[1]).map { $0 * 4096 / 1_048_576 } ?? 0
  }
}
