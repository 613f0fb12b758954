internal import Platform

/// A metric with its labels: one series for each set of label values.
///
/// The number of series is bounded; what comes after the limit is counted under the label value
/// `other`, so that a caller who invents names cannot fill the memory.
public final class Family<Series: MetricSeries>: Sendable {
  /// As on the page, in Prometheus's way: `http_server_active_requests`.
  public let name: String
  /// One sentence for readers of the page.
  public let help: String
  public let labels: [String]
  private let make: @Sendable () -> Series
  private let series: Guarded<[[String]: Series]> = Guarded([:])

  /// Most series of one metric.
  public static var limit: Int { 500 }

  init(_ name: String, _ help: String, labels: [String], _ make: @escaping @Sendable () -> Series) {
    self.name = name
    self.help = help
    self.labels = labels
    self.make = make
  }

  /// The series for these label values, in the order of `labels`.
  public func callAsFunction(_ values: String...) -> Series { self[values] }

  /// The same with the label values as an array.
  public subscript(values: [String]) -> Series {
    series.withLock { all in
      if let known = all[values] { return known }
      let key =
        all.count < Self.limit ? values : [String](repeating: "other", count: labels.count)
      if let known = all[key] { return known }
      let fresh = make()
      all[key] = fresh
      return fresh
    }
  }

  /// Forgets a series, as when the service it speaks of is gone.
  public func remove(_ values: String...) {
    series.withLock { _ = $0.removeValue(forKey: values) }
  }

  /// All series in the order of their label values.
  var all: [(values: [String], series: Series)] {
    series.withLock { all in all.map { (values: $0.key, series: $0.value) } }
      .sorted { $0.values.lexicographicallyPrecedes($1.values) }
  }
}

/// What can be written to a Prometheus page.
public protocol MetricSeries: Sendable {
  /// The word after `# TYPE name`.
  static var type: String { get }
  /// Writes all lines of the series.
  func write(_ name: String, _ labels: String, to page: inout Page)
}
