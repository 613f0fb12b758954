public import MeshModel

/// A lab on its way from step to step.
///
/// It has no clock and does nothing itself: it says what is to be done, and is told what came of it
/// and what the mesh looks like, round by round.
public struct LabRun: Sendable {
  public let lab: Lab
  /// The place of the step among the lab's.
  public private(set) var place: Int
  public private(set) var state = StepState.reading
  /// What the latest round says about the check, or about what the step waits for.
  public private(set) var findings: [LabFinding] = []
  /// Why the step could not be set up, in a sentence.
  public private(set) var problem: String?
  /// Whether the solution was played for the learner.
  public private(set) var usedSolution = false

  /// When the step had been set up: what happened before proves nothing.
  private var began: ClockReading?
  /// When the step could first be solved, and from when on its patience counts.
  private var opened: ClockReading?
  private var patienceFrom: ClockReading?
  private var events: [MeshEvent] = []
  /// The clock of the latest round; a round that comes late is not looked at.
  private var latest: Int?
  /// The state of the mesh in it.
  private var latestID: String?

  /// The most events of a step that are remembered.
  private static let eventLimit = 500
  private static let second = 1_000_000_000

  /// - Parameter place: the step to begin with; one the lab does not have is the nearest it has.
  public init(_ lab: Lab, at place: Int = 0) {
    self.lab = lab
    self.place = min(max(0, place), lab.steps.count - 1)
  }

  public var step: LabStep { lab.steps[place] }
  public var isLastStep: Bool { place == lab.steps.count - 1 }

  /// Begins the step, or begins it anew; gives what is to be done for it.
  public mutating func begin() -> [LabDeed] {
    forget()
    state = state.after(.begin, needed: step.check.rounds)
    return step.setup
  }

  /// What ``begin()`` gave was done.
  ///
  /// - Parameter problem: why it was not, in a sentence.
  public mutating func prepared(at now: ClockReading, problem: String? = nil) {
    guard state == .preparing else { return }
    state = state.after(.prepared(problem == nil), needed: step.check.rounds)
    self.problem = problem
    began = now
    patienceFrom = now
  }

  /// Looks at a round. The same state of the mesh twice is no second proof; one that cannot be read
  /// ends what was proven.
  ///
  /// - Returns: whether it brought anything new.
  @discardableResult
  public mutating func take(_ round: LabRound) -> Bool {
    guard let began, round.at.monotonic > latest ?? began.monotonic else { return false }
    latest = round.at.monotonic
    note(round.events)
    if round.isReadable, round.snapshot?.id == latestID { return false }
    latestID = round.snapshot?.id
    if state != .solved { judge(round) }
    return true
  }

  private mutating func judge(_ round: LabRound) {
    let evidence = LabEvidence(round, events)
    let ready = step.ready.map { $0.finding(in: evidence) }
    let isReady = ready.allSatisfy(\.isMet)
    let check = step.check.expectations.map { $0.finding(in: evidence) }
    let said = StepRound(
      isReady: isReady, isMet: check.allSatisfy(\.isMet), isLate: isOutOfPatience)
    let before = state
    state = state.after(.round(said), needed: step.check.rounds)
    findings = state == .settling ? ready : check
    if before == .settling, state != .settling {
      (opened, patienceFrom) = (round.at, round.at)
    }
  }

  private mutating func note(_ fresh: [MeshEvent]) {
    events += fresh.filter { $0.at >= began?.wall ?? .max }
    if events.count > Self.eventLimit { events.removeFirst(events.count - Self.eventLimit) }
  }

  /// The learner wants to be shown; gives what is to be done.
  public mutating func solve(at now: ClockReading) -> [LabDeed] {
    usedSolution = true
    patienceFrom = now
    if case .late(let held) = state { state = .watching(held: held) }
    return step.solution
  }

  /// Goes to another step; the step is to be begun then.
  ///
  /// - Returns: false when the lab has no such step.
  public mutating func go(to place: Int) -> Bool {
    guard lab.steps.indices.contains(place) else { return false }
    self.place = place
    forget()
    state = .reading
    return true
  }

  /// The hints that are due, the earliest first.
  public func hints(at now: ClockReading) -> [LabHint] {
    guard let opened else { return [] }
    let seconds = (now.monotonic - opened.monotonic) / Self.second
    return step.hints.filter { $0.seconds <= seconds }
  }

  /// How far the check is.
  public var gauge: LabGauge {
    LabGauge(
      held: state == .solved ? step.check.rounds : state.held, needed: step.check.rounds,
      findings: findings)
  }

  /// Whether the latest round came later than the step should have taken.
  var isOutOfPatience: Bool {
    guard let latest, let patienceFrom else { return false }
    return latest - patienceFrom.monotonic > step.check.seconds * Self.second
  }

  private mutating func forget() {
    (began, opened, patienceFrom, latest, latestID) = (nil, nil, nil, nil, nil)
    (events, findings, problem, usedSolution) = ([], [], nil, false)
  }
}

/// How far a check is: for how many rounds it has held, of how many, and what is missing.
public struct LabGauge: Sendable, Equatable {
  public let held: Int
  public let needed: Int
  public let findings: [LabFinding]

  /// From 0 to 1.
  public var value: Double { needed > 0 ? min(1, Double(held) / Double(needed)) : 1 }

  /// What is missing first; what was found of the first expectation when nothing is.
  public var leading: LabFinding? { findings.first { !$0.isMet } ?? findings.first }
}
