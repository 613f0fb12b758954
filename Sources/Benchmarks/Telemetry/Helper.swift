import Files
import Telemetry

/// What this program does as a helper process of a measurement.
enum Helper {
  /// - Returns: false when the words mean no such thing.
  static func run(_ words: [String]) -> Bool {
    switch (words.first, words.count) {
    case ("serve", 3): serve(words[1], words[2])
    case ("poll", 3): poll(words[1], words[2])
    case ("parse", 2): parse(words[1])
    default: return false
    }
    return true
  }

  private static func serve(_ kind: String, _ count: String) {
    guard let kind = PollKind(rawValue: kind), let count = Int(count) else { return }
    PageServer(pages: kind.pages).run(ports: count)
  }

  private static func poll(_ kind: String, _ seconds: String) {
    guard let kind = PollKind(rawValue: kind), let seconds = Int(seconds) else { return }
    PollProcess(kind: kind, seconds: seconds).run()
  }

  /// Reads one page and tells how much is in it.
  private static func parse(_ path: String) {
    guard let bytes = try? Files.read(path, limit: 100_000_000) else { return }
    var page = MetricsPage()
    try? page.read(bytes)
    print(page.count)
  }
}
