internal import JSON
public import Labs
internal import Terminal

/// How far a learner is in every lab.
public struct LabStatusReport {
  public static let schema = "archadvisor.lab-status/1"

  private let labs: [Lab]
  private let progress: LabProgress

  public init(_ labs: [Lab], _ progress: LabProgress) {
    self.labs = labs
    self.progress = progress
  }

  /// The report as text.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    let width = (labs.map(\.id.count).max() ?? 0) + 2
    for lab in labs {
      page.item(
        label: [StyledSpan(lab.id, .accent)], width: min(width, 30), [StyledSpan(words(lab))])
    }
    return page
  }

  private func words(_ lab: Lab) -> String {
    guard let entry = progress.labs[lab.id] else { return "not begun" }
    let times = entry.completed
    let done = times == 0 ? "" : times == 1 ? "done once" : "done \(times) times"
    let place = progress.place(in: lab)
    let isUnderWay = place > 0 || !entry.solved.isEmpty
    guard isUnderWay || done.isEmpty else { return done }
    let step = lab.steps[place]
    let shown = entry.shown.isEmpty ? "" : ", \(entry.shown.count) of them by the lab"
    return "at step \(place + 1) of \(lab.steps.count), \(step.id): \(step.title); "
      + "\(entry.solved.count) solved\(shown)" + (done.isEmpty ? "" : "; \(done) before")
  }

  /// `archadvisor.lab-status/1`.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", Self.schema)
      $0.array("labs", labs) { json, lab in
        let entry = progress.labs[lab.id]
        json.object {
          $0.string("lab", lab.id)
          $0.string(
            "state",
            entry == nil ? "not-begun" : (entry?.completed ?? 0) > 0 ? "done" : "begun")
          $0.string("step", lab.steps[progress.place(in: lab)].id)
          $0.integer("place", progress.place(in: lab) + 1)
          $0.integer("steps", lab.steps.count)
          $0.array("solved", entry?.solved ?? [])
          $0.array("shown", entry?.shown ?? [])
          $0.integer("completed", entry?.completed ?? 0)
        }
      }
    }
    return json.bytes
  }
}
