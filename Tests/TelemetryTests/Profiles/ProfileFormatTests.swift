import Testing
import YAML

@testable import Telemetry

/// What is wrong in a profile is told with its place, all in one run.
@Suite struct ProfileFormatTests {
  static let rows: [(body: String, complaints: [String])] = [
    (
      "read: metrics\npages: [/m]",
      [
        "1:1: the key 'reads' is missing",
        "2:1: unknown key 'read'; did you mean 'reads'?",
      ]
    ),
    (
      "reads: metric\npages: [/m]\nserved: [{counts: [{series: a, counts: success}]}]",
      ["2:8: 'metric' is not one of metrics, json; did you mean 'metrics'?"]
    ),
    (
      "reads: metrics\npages: [m]\nserved: [{counts: [{series: a, counts: success}]}]",
      ["3:9: \(ProfileSentence.badPage)"]
    ),
    ("reads: metrics\npages: [/m]", ["1:1: \(ProfileSentence.noParts)"]),
    ("reads: metrics\npages: [/m]\nserved: [{}]", ["4:10: \(ProfileSentence.noReadings)"]),
    (
      "reads: metrics\npages: [/m]\nserved: [{counts: [{series: a, counts: sucess}]}]",
      [
        "4:40: 'sucess' is not one of \(CountWord.allCases.map(\.rawValue).joined(separator: ", "))"
          + "; did you mean 'success'?"
      ]
    ),
    (
      "reads: metrics\npages: [/m]\nserved: [{counts: [{series: a-b, status: c}]}]",
      [
        "4:29: \(ProfileSentence.noSeries("a-b"))",
        "4:10: \(ProfileSentence.noReadings)",
      ]
    ),
    (
      "reads: metrics\npages: [/m]\nserved: [{counts: [{series: a, status: c, counts: shed}]}]",
      ["4:20: \(ProfileSentence.oneMeaning)"]
    ),
    (
      "reads: metrics\npages: [/m]\ncalls: [{counts: [{series: a, counts: shed}]}]",
      ["4:9: the key 'to' is missing"]
    ),
    (
      "reads: metrics\npages: [/m]\nserved: [{where: {a: {nott: [b]}}, counts: [{series: a, counts: shed}]}]",
      [
        "4:23: unknown key 'nott'; did you mean 'not'?",
        "4:22: \(ProfileSentence.oneTest)",
      ]
    ),
    (
      "reads: metrics\npages: [/m]\nbreakers: [{kind: library, to: a, trips: x}]",
      ["4:12: \(ProfileSentence.noState)"]
    ),
    (
      "reads: metrics\npages: [/m]\nbreakers: [{kind: library, to: a, state: {series: x, label: s, map: {A: opened}}}]",
      [
        "4:73: 'opened' is not one of closed, open, half-open, forced-open, forced-closed, disabled, "
          + "shedding, near-limit, cannot-trip, unknown; did you mean 'open'?"
      ]
    ),
    (
      "reads: metrics\npages: [/m]\nserved: [{latency: {series: a, unit: s}}]",
      [
        "4:38: 's' is not one of seconds, milliseconds, microseconds, nanoseconds",
        "4:10: \(ProfileSentence.noReadings)",
      ]
    ),
    (
      "reads: json\npages: [/m]\nserved: [{page: /n, counts: [{path: a.b, counts: success}]}]",
      ["4:17: \(ProfileSentence.unknownPage("/n", ["/m"]))"]
    ),
    (
      "reads: json\npages: [/m]\nserved: [{counts: [{path: a..b, counts: success}]}]",
      [
        "4:27: \(ProfileSentence.noPath("a..b"))",
        "4:10: \(ProfileSentence.noReadings)",
      ]
    ),
  ]

  @Test(arguments: rows)
  func mistakesAreToldWithTheirPlaces(_ body: String, _ expected: [String]) throws {
    let complaints = Complaints()
    let text = "profile: x\n\(body)\ntitle: X\n"
    let document = try Document.parse(Array(text.utf8), file: "x.yaml")
    _ = Profile(document, complaints)
    #expect(
      complaints.list.map { "\($0.place.line):\($0.place.column): \($0.message)" } == expected)
  }

  /// A wrong figure, a missing one and one too many are each told.
  @Test func aTrialThatDoesNotHoldSaysWhy() throws {
    let reading = try PageReading(
      """
      reads: metrics
      pages: [/m]
      served: [{counts: [{series: a_total, counts: success}, {series: b_total, counts: shed}]}]
      proof:
        - page: |
            a_total 3
          gives:
            served: [{success: 4, shed: 0}]
            calls: [{to: nobody, success: 1}]
      """)
    let profile = reading.profile
    #expect(
      profile.failures(profile.trials[0]) == [
        "it does not read 'calls page nobody'", "'served page' has shed unknown, expected 0",
        "'served page' has success 3.0, expected 4",
      ])
    #expect(profile.untried == [ProfileSentence.unreadSeries("b_total")])
  }
}
