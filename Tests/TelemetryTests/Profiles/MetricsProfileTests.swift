import MeshModel
import TestSupport
import Testing

@testable import Telemetry

@Suite struct MetricsProfileTests {
  static let calls = """
    reads: metrics
    pages: [/metrics]
    restart: [start_seconds]
    calls:
      - to: {label: peer, unknown: [none]}
        where: {side: [client, ""]}
        counts:
          - {series: sent_total, status: code}
          - {series: sent_total, where: {flags: {holds: [UO]}}, counts: shed}
          - {series: outcomes_total, by: {kind: {fine: success, bad: [server-error, timeouts]}}}
          - {series: again_total, counts: retries, unknown: ["4294967295"]}
        latency: {series: took_seconds, unit: seconds}
        in-flight: {series: open_calls, where: {state: {not: [idle]}}}
    """

  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let page: String
    let lines: [String]

    init(_ what: String, _ page: String, _ lines: String...) {
      testDescription = what
      self.page = page
      self.lines = lines
    }
  }

  static let zeros =
    "client-error=0.0 rate-limited=0.0 redirect=0.0 server-error=0.0 shed=0.0 success=3.0 unanswered=0.0"

  static let rows = [
    Row(
      "statuses go to their classes", statuses,
      "calls order a: client-error=6.0 rate-limited=2.0 redirect=2.0 server-error=8.0 shed=0.0 "
        + "success=4.0 unanswered=16.0"),
    Row(
      "what nobody counted is not known", #"again_total{peer="a"} 2"#, "calls order a: retries=2.0"),
    Row(
      "a flag is one of a list",
      #"sent_total{peer="a",code="503",flags="URX,UO"} 1"# + "\n"
        + #"sent_total{peer="a",code="503",flags="UOX"} 1"#,
      "calls order a: client-error=0.0 rate-limited=0.0 redirect=0.0 server-error=2.0 shed=1.0 "
        + "success=0.0 unanswered=0.0"),
    Row(
      "a value in a map counts as all it stands for",
      #"outcomes_total{peer="a",kind="bad"} 5"# + "\n" + #"outcomes_total{peer="a",kind="odd"} 7"#,
      "calls order a: server-error=5.0 success=0.0 timeouts=5.0"),
    Row(
      "a series that stands twice counts once, with the larger value",
      #"sent_total{peer="a",code="200"} 3"# + "\n" + #"sent_total{code="200",peer="a",x=""} 2"#,
      "calls order a: \(zeros)"),
    Row(
      "no name, no figures",
      #"sent_total{peer="none",code="200"} 3"# + "\n" + #"sent_total{code="200"} 3"#),
    Row(
      "a label that does not fit is left out",
      #"sent_total{peer="a",side="server",code="200"} 9"# + "\n"
        + #"sent_total{peer="a",side="client",code="200"} 3"#, "calls order a: \(zeros)"),
    Row(
      "not a number is not known, whatever else is counted",
      #"sent_total{peer="a",code="200"} NaN"# + "\n" + #"sent_total{peer="a",code="200",x="y"} 4"#
        + "\n" + #"sent_total{peer="a",code="500"} 1"#,
      "calls order a: client-error=0.0 rate-limited=0.0 redirect=0.0 server-error=1.0 shed=0.0 "
        + "unanswered=0.0"),
    Row(
      "less than none and infinitely many are not known",
      #"again_total{peer="a"} -1"# + "\n" + #"again_total{peer="b"} +Inf"#, "calls order a: ",
      "calls order b: "),
    Row(
      "a number may stand for an unknown one", #"again_total{peer="a"} 4294967295"#,
      "calls order a: "),
    Row(
      "names are taken as they stand",
      #"again_total{peer="a\"b\\c\nd"} 1"# + "\n" + "again_total{peer=\"a.b:c\u{202E}\"} 2",
      "calls order a\"b\\c\nd: retries=1.0", "calls order a.b:c\u{202E}: retries=2.0"),
    Row(
      "bounds are numbers however they are written", histogram,
      "calls order a: latency=4.0 latency-mean=50.0 latency-median=100.0"),
    Row(
      "number and sum alone give a mean",
      #"took_seconds_count{peer="a"} 4"# + "\n" + #"took_seconds_sum{peer="a"} 1"#,
      "calls order a: latency=4.0 latency-mean=250.0"),
    Row(
      "what is under way now adds up",
      #"open_calls{peer="a",state="busy"} 2"# + "\n" + #"open_calls{peer="a",state="idle"} 9"#
        + "\n" + #"open_calls{peer="a",state="new"} 1"#, "calls order a: in-flight=3.0"),
    Row(
      "another page says so", "up 1\nstart_seconds 5\n",
      "problem: \(ProfileProblem.nothing("test"))"),
    Row(
      "a page that breaks off is not used", "again_total{peer=\"a\"} 1\nsent_total{pee",
      "problem: line 2, column 15: expected '=' behind the name of a label"),
  ]

  static let statuses =
    ["200", "100", "302", "404", "429", "503", "5xx", "4XX", "0", "", "oops"]
    .map {
      #"sent_total{peer="a",code="\#($0)"} "# + ($0 == "5xx" || $0.utf8.count < 2 ? "6" : "2")
    }
    .joined(separator: "\n") + "\n" + #"sent_total{peer="a",side="client"} 2"#

  static let histogram = """
    took_seconds_bucket{peer="a",le="0.1"} 2
    took_seconds_bucket{peer="a",le="5.0E-2"} 1
    took_seconds_bucket{peer="a",le="+Inf"} 4
    took_seconds_bucket{peer="a",le="1"} 4
    took_seconds_bucket{peer="a",le="nonsense"} 70
    took_seconds_sum{peer="a"} 0.2
    took_seconds_count{peer="a"} 4
    """

  @Test(arguments: rows) func aPageSaysWhatItSays(_ row: Row) throws {
    #expect(try PageReading(Self.calls).lines(row.page) == row.lines)
  }

  /// A histogram whose highest bucket is missing, or that is not known in part, makes no percentile.
  @Test func aHistogramWithAHoleIsNoHistogram() throws {
    let page = """
      took_seconds_bucket{peer="a",le="0.1"} NaN
      took_seconds_bucket{peer="a",le="+Inf"} 4
      """
    #expect(try PageReading(Self.calls).lines(page) == ["calls order a: "])
  }

  /// Lines of a page in any order, and labels of a line in any order, give the same report.
  @Test(arguments: 0..<40) func theOrderOfAPageDoesNotMatter(_ seed: Int) throws {
    var chance = SeededGenerator(seed: UInt64(seed))
    let reading = try PageReading(Self.calls)
    let page = Self.page(&chance)
    let lines = try reading.lines(page)
    var shuffled = page.split(separator: "\n").map { Self.shuffleLabels($0, &chance) }
    shuffled.shuffle(using: &chance)
    #expect(!lines.isEmpty)
    #expect(try reading.lines(shuffled.joined(separator: "\n")) == lines)
  }

  private static func page(_ chance: inout SeededGenerator) -> String {
    func pick(_ words: [String], _ chance: inout SeededGenerator) -> String {
      words.randomElement(using: &chance) ?? ""
    }
    return (0..<60).map { _ in
      let name = pick(
        [
          "sent_total", "outcomes_total", "again_total", "took_seconds_bucket", "took_seconds_sum",
          "took_seconds_count", "open_calls", "other",
        ], &chance)
      let peer = pick(["a", "b", "c\\\\", "none"], &chance)
      let code = pick(["200", "503", "4xx", "0"], &chance)
      let kind = pick(["fine", "bad", "odd"], &chance)
      let bound = pick(["0.1", "0.5", "1", "+Inf"], &chance)
      // Whole numbers, so that sums do not depend on the order they are made in.
      let value = pick(["1", "2", "30", "0", "NaN", "-1", "7"], &chance)
      return "\(name){peer=\"\(peer)\",code=\"\(code)\",kind=\"\(kind)\",le=\"\(bound)\"} \(value)"
    }.joined(separator: "\n")
  }

  private static func shuffleLabels(_ line: Substring, _ chance: inout SeededGenerator) -> String {
    let open = line.firstIndex(of: "{") ?? line.endIndex
    let close = line.lastIndex(of: "}") ?? line.endIndex
    var labels = line[line.index(after: open)..<close].split(separator: ",")
    labels.shuffle(using: &chance)
    return "\(line[..<open]){\(labels.joined(separator: ","))}\(line[line.index(after: close)...])"
  }
}
