internal import MeshModel

/// A Prometheus server by its HTTP API, whatever known software it scrapes.
///
/// It is asked for the samples as they were scraped, not for rates: so windows, restarts and
/// percentiles come about as for all other sources, and a sample counts for the moment of its scrape.
/// What it scraped in the last minute is there at once.
struct PrometheusSource: Source {
  let identity: SourceIdentity
  private let address: WebAddress
  private var clock = ServerClock()
  private var memory = ScrapeMemory()

  /// Scrapes that are further apart give no rates.
  static let longestInterval = 60

  init(_ address: WebAddress, named name: String) {
    self.address = address
    // Between two scrapes nothing new can be known.
    identity = SourceIdentity(
      id: name, kind: "prometheus", staleAfter: Double(Self.longestInterval) + 1)
  }

  var knowsThePast: Bool { true }

  func requests(at now: ClockReading) -> [SourceRequest] {
    let seconds = memory.missing(clock.serverTime(at: now.monotonic), Self.longestInterval + 5)
    let queries = ["time%28%29", "up"] + SeriesFamily.all.map { $0.query(seconds: seconds) }
    return queries.map { address.get("/api/v1/query?query=\($0)") }
  }

  mutating func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport] {
    var latest = SourceReport(identity, at: now, scrapeMilliseconds: scrapeMilliseconds)
    var problems: [String] = []
    var results: [QueryAnswer?] = []
    for answer in answers {
      do throws(QueryProblem) {
        results.append(try Self.answer(answer))
      } catch {
        problems.append(error.sentence)
        results.append(nil)
      }
    }
    latest.problem = problems.first
    guard answers.count == SeriesFamily.all.count + 2, results.contains(where: { $0 != nil }),
      let time = serverTime(results[0], answers)
    else { return [latest] }
    for (family, result) in zip(SeriesFamily.all, results.dropFirst(2)) {
      for series in result?.series ?? [] { memory.take(series, family, until: time) }
    }
    let scrapes = memory.release(clock)
    var reports = Self.rounds(scrapes).map { round(of: $0, now, latest.problem) }
    latest.observations = [memory.targets(results[1]?.series ?? [], at: now.monotonic)]
    reports.append(latest)
    return reports
  }

  /// The server's time of the answers, in milliseconds; by what is known of its clock when it does not
  /// tell it this once.
  private mutating func serverTime(_ result: QueryAnswer?, _ answers: [SourceAnswer]) -> Int? {
    if let told = result?.series.first?.samples.first {
      clock.take(told.value, at: answers[0].at.monotonic)
      return told.time
    }
    let first = answers.map(\.at.monotonic).min() ?? 0
    return clock.serverTime(at: first).map { Int($0 * 1000) }
  }

  /// A refusal comes with a status that says so and a body that says why.
  private static func answer(_ answer: SourceAnswer) throws(QueryProblem) -> QueryAnswer {
    guard case .answered(let status, let body) = answer.outcome else {
      throw .unreachable(answer.problem ?? "")
    }
    do throws(QueryProblem) {
      return try QueryAnswer(body)
    } catch {
      guard case .noAnswer = error, !(200..<300).contains(status) else { throw error }
      throw .unreachable(answer.problem ?? "")
    }
  }

  /// Scrapes of different targets within a second are one round.
  private static func rounds(_ scrapes: [Observation]) -> [[Observation]] {
    let second = 1_000_000_000
    var rounds: [[Observation]] = []
    for scrape in scrapes.sorted(by: { ($0.at, $0.instance) < ($1.at, $1.instance) }) {
      if let first = rounds.last?.first, scrape.at - first.at < second {
        rounds[rounds.count - 1].append(scrape)
      } else {
        rounds.append([scrape])
      }
    }
    return rounds
  }

  private func round(
    of scrapes: [Observation], _ now: ClockReading, _ problem: String?
  ) -> SourceReport {
    let moment = scrapes.last?.at ?? now.monotonic
    let at = ClockReading(
      monotonic: moment, wall: now.wall - (now.monotonic - moment) / 1000)
    var report = SourceReport(identity, at: at, scrapeMilliseconds: 0, problem: problem)
    report.observations = scrapes
    return report
  }
}

/// The server's clock by ours, which may be minutes apart and be set.
struct ServerClock {
  /// Nanoseconds of our monotonic clock when the server's was nought.
  private var origin: Int?

  private static let second = 1_000_000_000

  /// - Parameters:
  ///   - seconds: what the server's clock showed, since 1970.
  ///   - moment: when its answer was there.
  mutating func take(_ seconds: Double, at moment: Int) {
    guard (0..<1e10).contains(seconds) else { return }
    let now = moment - Int(seconds * 1e9)
    // Answers take a while, and not always the same; only a clock that was set makes more of a
    // difference.
    if let origin, abs(now - origin) < Self.second { return }
    origin = now
  }

  /// Seconds on the server's clock; nil before the first answer.
  func serverTime(at moment: Int) -> Double? {
    origin.map { Double(moment - $0) / 1e9 }
  }

  /// - Parameter time: milliseconds on the server's clock.
  func moment(of time: Int) -> Int? {
    origin.map { $0 + time * 1_000_000 }
  }
}

extension SourceKind {
  static let prometheus = SourceKind("prometheus", form: "prometheus=http://HOST:PORT") {
    text, _ throws(Problem) in
    PrometheusSource(try WebAddress(text), named: "prometheus=\(text)")
  }
}
