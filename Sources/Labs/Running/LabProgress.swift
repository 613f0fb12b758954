/// How far a learner has come in every lab.
public struct LabProgress: Sendable, Equatable {
  /// One lab.
  public struct Entry: Sendable, Equatable {
    /// The step to go on with.
    public var step: String
    /// The steps that were solved since the lab was begun.
    public var solved: [String] = []
    /// Those of them for which the solution was played.
    public var shown: [String] = []
    /// How often the lab was done to its end.
    public var completed = 0

    public init(step: String) {
      self.step = step
    }
  }

  /// By the lab's id.
  public private(set) var labs: [String: Entry] = [:]

  public init() {}

  init(_ labs: [String: Entry]) {
    self.labs = labs
  }

  /// The place of the step to go on with; the first one when the lab was not begun or has changed.
  public func place(in lab: Lab) -> Int {
    lab.steps.firstIndex { $0.id == labs[lab.id]?.step } ?? 0
  }

  /// Takes note of where a run is.
  public mutating func note(_ run: LabRun) {
    var entry = labs[run.lab.id] ?? Entry(step: run.step.id)
    entry.step = run.step.id
    let known = Set(run.lab.steps.map(\.id))
    entry.solved.removeAll { !known.contains($0) }
    entry.shown.removeAll { !known.contains($0) }
    if run.state == .solved {
      entry.solved.removeAll { $0 == run.step.id }
      entry.shown.removeAll { $0 == run.step.id }
      entry.solved.append(run.step.id)
      if run.usedSolution { entry.shown.append(run.step.id) }
      // Whoever leaves now goes on with what comes next.
      if !run.isLastStep { entry.step = run.lab.steps[run.place + 1].id }
    }
    labs[run.lab.id] = entry
  }

  /// Forgets how far a lab was; how often it was done stays.
  public mutating func restart(_ lab: Lab) {
    guard let first = lab.steps.first, let before = labs[lab.id] else { return }
    var entry = Entry(step: first.id)
    entry.completed = before.completed
    labs[lab.id] = entry
  }

  /// Takes note that a lab was done to its end; it begins anew the next time.
  public mutating func complete(_ lab: Lab) {
    guard let first = lab.steps.first else { return }
    var entry = Entry(step: first.id)
    entry.completed = (labs[lab.id]?.completed ?? 0) + 1
    labs[lab.id] = entry
  }
}
