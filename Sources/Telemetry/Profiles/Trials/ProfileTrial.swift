internal import JSON
import MeshModel
public import YAML

/// A page with what a profile must read in it: a profile's own test.
public struct ProfileTrial: Sendable {
  public let place: Place
  /// How the user calls who speaks; nil when the page or the address has to tell.
  let speaker: String?
  /// Texts by the path they stand under.
  let pages: [(path: String, text: String)]
  let expected: [ReportFact]
}

extension Profile {
  /// Runs a trial.
  ///
  /// - Returns: what was read otherwise than expected; empty when the trial holds.
  public func failures(_ trial: ProfileTrial) -> [String] {
    let report = report(trial)
    if let problem = report.problem { return ["the page cannot be read: \(problem)"] }
    return ReportFact.differences(expected: trial.expected, found: ReportFact.all(report))
  }

  private func report(_ trial: ProfileTrial) -> SourceReport {
    // Late enough that a start time can lie before it.
    let now = ClockReading(monotonic: 1_000_000_000_000, wall: 4_000_000_000_000_000)
    let answers = trial.pages.map { page in
      SourceAnswer(.answered(status: 200, body: Array(page.text.utf8)), at: now)
    }
    let address = ProfileAddress(profile: id, service: trial.speaker)
    var source: any Source =
      switch form {
      case .metrics: MetricsSource(address, MetricsPlan(self), named: id)
      case .json: JSONSource(address, self, asking: trial.pages.map(\.path), named: id)
      }
    return source.read(answers, at: now, scrapeMilliseconds: 0).first
      ?? SourceReport(source.identity, at: now, scrapeMilliseconds: 0)
  }

  /// Series and paths of the profile that no trial's page has: there a misspelt name would not show.
  public var untried: [String] {
    switch form {
    case .metrics:
      let names = trials.reduce(into: Set<String>()) { names, trial in
        for page in trial.pages { names.formUnion(Self.series(page.text)) }
      }
      let missing = Swift.Set(series).filter { series in
        ["", "_bucket", "_sum", "_count"].allSatisfy { !names.contains(series + $0) }
      }
      return missing.sorted().map(ProfileSentence.unreadSeries)
    case .json:
      let pages = trials.flatMap(\.pages)
      let missing = parts.flatMap { part in part.readings.map { (part, $0.name) } }
        .filter { part, path in !pages.contains { part.finds(path, in: $0) } }
      return Swift.Set(missing.map(\.1)).sorted().map(ProfileSentence.unreadPath)
    }
  }

  private static func series(_ text: String) -> Set<String> {
    var page = MetricsPage()
    do throws(PageProblem) { try page.read(Array(text.utf8)) } catch { return [] }
    var names: Set<String> = []
    page.forEach { names.insert($0.name) }
    return names
  }
}

extension Part {
  /// Whether an item of a page has something at a path.
  fileprivate func finds(_ path: String, in page: (path: String, text: String)) -> Bool {
    guard let document = try? JSONDocument(Array(page.text.utf8)), let path = JSONPath(path) else {
      return false
    }
    return items.contains { each in
      (each.items(in: document.root) ?? []).contains {
        path.value(in: $0) != nil || path.number(in: $0, .number) != nil
      }
    }
  }
}

extension ProfileAddress {
  /// An address for pages that are at hand.
  init(profile: String, service: String?) {
    self.profile = profile
    self.service = service
    instance = nil
    address = .host("http://page")
    path = nil
    place = "page"
  }
}
