/// Series that one kind of software exposes, and what each of them means.
struct SeriesFamily: Sendable {
  typealias Rule = @Sendable (inout ScrapeFigures, SeriesLabels, Double) -> Void

  /// Whom a series tells about; nil for one that tells nothing.
  let owner: @Sendable (SeriesLabels) -> ScrapeTarget?
  /// By the name of the series.
  let rules: [String: Rule]

  /// All that are asked for.
  static let all: [SeriesFamily] = [.envoy, .istio, .applications]

  /// What selects its series, encoded: it is long, and asked for every second.
  private let selector: String

  init(owner: @escaping @Sendable (SeriesLabels) -> ScrapeTarget?, rules: [String: Rule]) {
    self.owner = owner
    self.rules = rules
    let names = rules.keys.sorted().joined(separator: "|")
    selector = PercentEncoding.encoded("{__name__=~\"\(names)\"}")
  }

  /// A query for the last so many seconds, encoded. A series that is absent is left out, which no
  /// arithmetic on several of them would do.
  func query(seconds: Int) -> String {
    selector + PercentEncoding.encoded("[\(seconds)s]")
  }
}

/// A process that Prometheus scrapes, as seen in the labels that it adds to what it scrapes.
struct ScrapeTarget: Hashable, Sendable {
  let service: String
  let instance: String

  /// A series without any such label belongs to nobody.
  init?(_ labels: SeriesLabels, service: String? = nil) {
    // The name that people give a process before the one of the job that scrapes it.
    guard let name = service ?? labels.first(of: "service", "application", "app", "job") else {
      return nil
    }
    self.service = name
    instance = labels.first(of: "pod", "instance") ?? name
  }
}
