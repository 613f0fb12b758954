import Labs
import MeshModel
import Terminal

extension DashboardState {
  /// The keys of labs; nil when the action is not one of these.
  mutating func actOnLab(_ action: Action) -> [Effect]? {
    switch action {
    case .openLab: return openLab()
    case .nextStep: return nextStep()
    case .showHint: box = .reading(.labStep, scroll: 0)
    case .playSolution: return playSolution()
    case .repeatStep: return beginStep()
    default: return nil
    }
    return []
  }

  /// Offers the labs, or asks whether to leave the one that is done.
  private mutating func openLab() -> [Effect] {
    if lab.isOpen {
      if !tab.isOfMesh { return show(.breakers) }
      box = .confirmation(.leaveLab)
      return []
    }
    return [.readLabs]
  }

  /// The labs were read.
  mutating func take(_ labs: [Lab], _ progress: LabProgress, problem: String?) {
    lab.labs = labs
    lab.progress = progress
    if let problem { notice = Notice(.warning, problem) }
    if labs.isEmpty {
      if problem == nil { notice = Notice(.warning, Sentence.noLabs) }
    } else if box == nil, !lab.isOpen {
      box = .labs(marked: 0)
    }
  }

  /// The list of labs.
  mutating func act(_ action: Action, inLabs marked: Int) -> [Effect] {
    let count = lab.labs.count
    switch action {
    case .cancel: box = nil
    case .interrupt: return leave(interrupted: true)
    case .move(let move): box = .labs(marked: moved(marked, move, count: count, page: 5))
    case .select(let row) where row < count: return start(lab.labs[row])
    case .accept where marked < count: return start(lab.labs[marked])
    default: break
    }
    return []
  }

  /// Begins a lab where the learner left it; starts the shop when none runs.
  private mutating func start(_ chosen: Lab) -> [Effect] {
    box = nil
    if let obstacle = labObstacle {
      notice = Notice(.warning, obstacle)
      return []
    }
    lab.run = LabRun(chosen, at: lab.progress.place(in: chosen))
    lab.awaitsMesh = mesh.isAbsent
    let effects = tab.isOfMesh ? [] : show(.breakers)
    if lab.awaitsMesh { return effects + give(.start) }
    box = .reading(.labStep, scroll: 0)
    return effects
  }

  /// Why no lab can be begun now.
  var labObstacle: String? {
    if !mesh.isOwn { return Sentence.onlyWatched }
    if mesh.live == nil { return Sentence.notKnownYet }
    if mesh.work != nil { return Sentence.meshBusy }
    if !mesh.faults.isEmpty { return Sentence.faultsBeforeLab }
    return nil
  }

  /// The text of a step was closed: a step that was only read is set up now.
  mutating func closeLabText() -> [Effect] {
    box = nil
    return lab.run?.state == .reading && !lab.awaitsMesh ? beginStep() : []
  }

  private mutating func beginStep() -> [Effect] {
    guard let deeds = lab.run?.begin() else { return [] }
    return noteProgress() + order(.setup, deeds)
  }

  private mutating func playSolution() -> [Effect] {
    guard let now = mesh.clock, let deeds = lab.run?.solve(at: now) else { return [] }
    return order(.solution, deeds)
  }

  private mutating func nextStep() -> [Effect] {
    guard let run = lab.run else { return [] }
    if lab.run?.go(to: run.place + 1) == true {
      box = .reading(.labStep, scroll: 0)
      return []
    }
    lab.progress.complete(run.lab)
    notice = Notice(.ok, Sentence.labDone(run.lab))
    return [.keepProgress(lab.progress)] + closeLab()
  }

  /// Leaves the lab; what it did to the mesh is taken back.
  mutating func closeLab() -> [Effect] {
    guard let run = lab.run else { return [] }
    lab.run = nil
    lab.awaitsMesh = false
    if case .reading(.labStep, _) = box { box = nil }
    return [
      .mesh(.lab(LabErrand(purpose: .cleanup, deeds: run.lab.cleanup, cleanup: [])))
    ]
  }

  private func order(_ purpose: LabErrand.Purpose, _ deeds: [LabDeed]) -> [Effect] {
    let cleanup = lab.run?.lab.cleanup ?? []
    return [.mesh(.lab(LabErrand(purpose: purpose, deeds: deeds, cleanup: cleanup)))]
  }

  private mutating func noteProgress() -> [Effect] {
    guard let run = lab.run else { return [] }
    let before = lab.progress
    lab.progress.note(run)
    return lab.progress == before ? [] : [.keepProgress(lab.progress)]
  }

  /// A round came in.
  mutating func takeInLab(_ frame: MeshFrame) -> [Effect] {
    guard let run = lab.run else { return [] }
    if lab.awaitsMesh {
      guard frame.presence == .present, mesh.work == nil else { return [] }
      lab.awaitsMesh = false
      if box == nil { box = .reading(.labStep, scroll: 0) }
      return []
    }
    if frame.presence == .absent {
      notice = Notice(.warning, Sentence.labLost)
      return closeLab()
    }
    lab.run?.take(LabRound(frame))
    return lab.run?.state == .solved && run.state != .solved ? noteProgress() : []
  }

  /// What a lab wanted was done, or why not.
  mutating func finish(_ errand: LabErrand, at now: ClockReading, _ problem: String?) {
    switch errand.purpose {
    case .setup: lab.run?.prepared(at: now, problem: problem)
    case .solution, .cleanup: if let problem { notice = Notice(.bad, problem) }
    }
  }

  /// The shop that a lab waits for could not be started.
  mutating func giveUpLab() {
    guard lab.awaitsMesh else { return }
    lab.run = nil
    lab.awaitsMesh = false
  }
}
