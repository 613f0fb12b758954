internal import Instruments
internal import JSON
public import Labs
internal import MeshLook
public import MeshModel
internal import Terminal

/// What the proof of a lab came to: whether every check failed before its solution and passed after
/// it, and what happened in the mesh meanwhile.
public struct LabProofReport {
  public static let schema = "archadvisor.lab-proof/1"

  private let lab: Lab
  private let mesh: String
  private let results: [LabStepResult]
  private let events: [MeshEvent]

  /// - Parameters:
  ///   - results: as far as it came.
  ///   - events: of the mesh, in order of time.
  public init(_ lab: Lab, mesh: String, _ results: [LabStepResult], events: [MeshEvent]) {
    self.lab = lab
    self.mesh = mesh
    self.results = results
    // How services do follows from the rest; breakers and faults are what a lab is about.
    self.events = events.filter { $0.kind != .health }.sorted { $0.at < $1.at }
  }

  /// Whether all steps were proven.
  public var isProven: Bool {
    results.count == lab.steps.count && results.allSatisfy { $0.outcome == .proven }
  }

  /// The end of the report; its steps were told as they came.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    if !events.isEmpty {
      page.text("what happened", .muted)
      for event in events {
        page.item(
          label: [
            StyledSpan("\(MeshSentence.moment(event.at))  ", .muted),
            StyledSpan(TextWidth.padded(event.kind.rawValue, to: 18)),
            StyledSpan(event.subject, .text, .bold),
          ], width: 50, [StyledSpan(event.detail)], indent: 2)
      }
    }
    let seconds = Int(results.reduce(0) { $0 + $1.seconds }.rounded())
    let proven = results.count { $0.outcome == .proven }
    if isProven {
      page.text(
        "all \(proven) checks failed before their solutions and passed after them, in \(seconds) s",
        .ok)
    } else {
      page.text("\(proven) of \(lab.steps.count) steps proven", .bad)
    }
    return page
  }

  /// `archadvisor.lab-proof/1`.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", Self.schema)
      $0.string("lab", lab.id)
      $0.string("mesh", mesh)
      $0.flag("proven", isProven)
      $0.array("steps", results) { json, result in
        json.object { result.write(&$0) }
      }
      $0.array("events", events) { json, event in
        json.object {
          $0.string("at", Timestamp.text(microseconds: event.at))
          $0.string("kind", event.kind.rawValue)
          $0.string("subject", event.subject)
          $0.string("detail", event.detail)
        }
      }
    }
    return json.bytes
  }
}

extension LabStepResult {
  fileprivate func write(_ json: inout JSONWriter) {
    json.string("step", step)
    json.string("phase", phase.rawValue)
    json.string("outcome", word)
    json.raw("seconds", Figures.fixed(seconds, 1))
    json.raw("solved_seconds", solvedSeconds.map { Figures.fixed($0, 1) } ?? "null")
  }

  private var word: String {
    switch outcome {
    case .proven: "proven"
    case .notReady: "not-ready"
    case .passesUnsolved: "passes-unsolved"
    case .failsSolved: "fails-solved"
    case .leavesSomething: "leaves-something"
    }
  }
}
