internal import MeshModel
internal import Telemetry

/// Which answers of a round belong to which source, so that each is read as soon as it has all of
/// its own: what a thousand sources answer is never held in memory at once.
struct PollRound {
  private(set) var requests: [SourceRequest] = []
  /// For each request its source.
  private var owners: [Int] = []
  /// For each source its first request, and the answers that are there.
  private var first: [Int]
  private var answers: [[SourceAnswer?]]
  private var missing: [Int]
  /// For each source.
  var reports: [[SourceReport]]

  init(_ sources: Int) {
    first = Array(repeating: 0, count: sources)
    answers = Array(repeating: [], count: sources)
    missing = first
    reports = Array(repeating: [], count: sources)
  }

  mutating func ask(_ source: Int, _ questions: [SourceRequest]) {
    first[source] = requests.count
    missing[source] = questions.count
    answers[source] = Array(repeating: nil, count: questions.count)
    requests += questions
    owners += Array(repeating: source, count: questions.count)
  }

  /// Keeps an answer; gives the source with all of its answers when this was the last of them.
  mutating func take(
    _ answer: SourceAnswer, at place: Int
  ) -> (source: Int, answers: [SourceAnswer])? {
    let source = owners[place]
    answers[source][place - first[source]] = answer
    missing[source] -= 1
    guard missing[source] == 0 else { return nil }
    defer { answers[source] = [] }
    return (source, answers[source].compactMap(\.self))
  }
}
