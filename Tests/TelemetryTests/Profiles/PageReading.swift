import MeshModel
import YAML

@testable import Telemetry

/// Reads pages by a profile that stands in the test.
struct PageReading {
  let profile: Profile

  /// - Parameter body: all of a profile but its id and title.
  init(_ body: String) throws {
    let complaints = Complaints()
    let text = "profile: test\ntitle: Test\n\(body)"
    let document = try Document.parse(Array(text.utf8), file: "test.yaml")
    let profile = Profile(document, complaints)
    guard let profile, complaints.isEmpty else { throw Broken(complaints: complaints.list) }
    self.profile = profile
  }

  init(_ profile: Profile) { self.profile = profile }

  struct Broken: Error { let complaints: [Diagnostic] }

  /// A source that asks one address.
  func source(_ address: String = "test:order@http://host:80") throws -> any Source {
    let address = try ProfileAddress(address)
    return switch profile.form {
    case .metrics: MetricsSource(address, MetricsPlan(profile), named: "test")
    case .json: JSONSource(address, profile, asking: profile.pages, named: "test")
    }
  }

  /// What one page says, a line a subject: `calls order payment: success=3.0`.
  func lines(_ page: String, _ address: String = "test:order@http://host:80") throws -> [String] {
    var source = try source(address)
    let report = Self.report(&source, page, second: 1)
    if let problem = report.problem { return ["problem: \(problem)"] }
    return ReportFact.all(report).map(\.line)
  }

  /// The report on a page that was asked at some second.
  static func report(_ source: inout any Source, _ page: String, second: Int) -> SourceReport {
    let at = ClockReading(
      monotonic: (10_000 + second) * 1_000_000_000,
      wall: 1_800_000_000_000_000 + second * 1_000_000)
    let answer = SourceAnswer(.answered(status: 200, body: Array(page.utf8)), at: at)
    return source.read([answer], at: at, scrapeMilliseconds: 1)[0]
  }

  /// The snapshot over the last window after pages that came a second apart.
  func snapshot(_ pages: [String], window: Double = 10) throws -> Snapshot {
    var source = try source()
    var state = MeshState()
    var now = ClockReading(monotonic: 0, wall: 0)
    for (second, page) in pages.enumerated() {
      let report = Self.report(&source, page, second: second)
      now = report.at
      state.take([report], at: now)
    }
    return state.snapshot(windowSeconds: window, at: now)
  }
}

extension ReportFact {
  var line: String {
    let parts = figures.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return "\(subject): \(parts.joined(separator: " "))"
  }
}
