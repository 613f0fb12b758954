internal import Synchronization

/// All metrics of a process.
public final class Metrics: Sendable {
  private let writers: Mutex<[@Sendable (inout Page) -> Void]> = Mutex([])

  public init() {}

  /// A number that only grows; the name ends in `_total`.
  public func counter(_ name: String, _ help: String, labels: [String] = []) -> Family<Counter> {
    family(name, help, labels) { Counter() }
  }

  /// A number that goes up and down.
  public func gauge(_ name: String, _ help: String, labels: [String] = []) -> Family<Gauge> {
    family(name, help, labels) { Gauge() }
  }

  /// Durations; the name ends in `_seconds`.
  public func histogram(
    _ name: String, _ help: String, labels: [String] = []
  ) -> Family<Histogram> {
    family(name, help, labels) { Histogram() }
  }

  /// Adds something that writes its own lines when the page is asked for, as the state of breakers.
  public func collect(_ write: @escaping @Sendable (inout Page) -> Void) {
    writers.withLock { $0.append(write) }
  }

  /// The page for `/metrics`, in Prometheus's text format.
  public func page() -> String {
    var page = Page()
    for write in writers.withLock({ $0 }) { write(&page) }
    return page.text
  }

  private func family<Series: MetricSeries>(
    _ name: String, _ help: String, _ labels: [String], _ make: @escaping @Sendable () -> Series
  ) -> Family<Series> {
    let family = Family(name, help, labels: labels, make)
    collect { page in
      page.head(name, help, Series.type)
      for (values, series) in family.all {
        series.write(name, Page.labels(labels, values), to: &page)
      }
    }
    return family
  }
}
