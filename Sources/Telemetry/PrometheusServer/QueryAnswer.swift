internal import JSON

/// What `/api/v1/query` answers: series with their labels and samples.
struct QueryAnswer {
  /// A series, with samples in ascending order of time.
  struct Series {
    let labels: SeriesLabels
    let samples: [Sample]
  }

  /// A value and when it was scraped, in milliseconds since 1970 by the server's clock.
  struct Sample: Equatable {
    let time: Int
    let value: Double
  }

  let series: [Series]

  /// Series that are read of one answer.
  private static let limit = 200_000

  /// Reads a whole answer. A single value, as of `time()`, is a series without labels.
  init(_ text: [UInt8]) throws(QueryProblem) {
    let root: JSONValue
    do throws(JSONProblem) {
      root = try JSONDocument(text, depth: 12).root
    } catch {
      throw .noAnswer
    }
    switch root["status"]?.string {
    case "success": break
    case "error": throw .refused(Self.line(root["error"]?.string ?? ""))
    default: throw .noAnswer
    }
    guard let data = root["data"], let result = data["result"], result.isArray else {
      throw .noAnswer
    }
    if data["resultType"]?.string == "scalar" {
      series = [Series(labels: SeriesLabels(), samples: [Self.sample(result)].compactMap(\.self))]
      return
    }
    let items = result.items
    guard items.count <= Self.limit else { throw .tooMany(Self.limit) }
    series = items.compactMap(Self.series)
  }

  private static func series(_ value: JSONValue) -> Series? {
    guard let metric = value["metric"], metric.isObject else { return nil }
    let samples = value["values"]?.items ?? [value["value"]].compactMap(\.self)
    return Series(labels: SeriesLabels(metric), samples: samples.compactMap(sample))
  }

  /// A pair of seconds and a number in quotes, which may be `NaN` or infinite: then it counts nothing.
  private static func sample(_ pair: JSONValue) -> Sample? {
    let parts = pair.items
    guard parts.count == 2, let seconds = parts[0].number, (0..<1e11).contains(seconds),
      let text = parts[1].string, text.utf8.count < 64, let value = Double(text), value.isFinite
    else { return nil }
    return Sample(time: Int((seconds * 1000).rounded()), value: value)
  }

  /// One line of a text from outside, without what steers a terminal.
  private static func line(_ text: String) -> String {
    let plain = text.unicodeScalars.prefix(200)
      .map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? " " : String($0) }
    return plain.joined()
  }
}

/// The labels of a series.
struct SeriesLabels {
  private var values: [String: String] = [:]

  init(_ values: [String: String] = [:]) { self.values = values }

  /// Names that are read of one series.
  private static let limit = 64

  init(_ metric: JSONValue) {
    for (name, value) in metric.members.prefix(Self.limit) {
      if let text = value.string { values[name] = String(text.prefix(256)) }
    }
  }

  var name: String { values["__name__"] ?? "" }

  /// Nil when it is missing or empty, which mean the same.
  subscript(label: String) -> String? {
    values[label].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The first of these labels that is there.
  func first(of labels: String...) -> String? {
    labels.lazy.compactMap { self[$0] }.first
  }
}

/// Why there are no series.
enum QueryProblem: Error, Equatable {
  case noAnswer
  /// In the server's words.
  case refused(String)
  case tooMany(Int)
  /// As the one who asked says it.
  case unreachable(String)

  var sentence: String {
    switch self {
    case .noAnswer: "it answers with something else than a Prometheus server's results"
    case .refused(let words): "it refuses a query: \(words)"
    case .tooMany(let limit): "it has more than \(limit) series that fit"
    case .unreachable(let sentence): sentence
    }
  }
}
