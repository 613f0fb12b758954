import MeshModel
import Terminal

extension DashboardState {
  /// Milliseconds after which the state wants to be told the time although nothing happens; nil when
  /// nothing on the screen depends on it.
  public var tickInterval: Int? {
    if isTrafficMoving { return Self.motionInterval }
    if !mesh.passing.isEmpty || isCountingDown { return 500 }
    if lab.isOpen { return 1000 }
    if mesh.work != nil || mesh.armedUntil != nil || !mesh.faults.isEmpty || mesh.recording != nil {
      return 1000
    }
    // Rounds come by themselves; when they stop, their age has to be seen growing.
    return mesh.live?.presence == .present ? 1500 : nil
  }

  /// Whether the time to a probe is seen to run down.
  private var isCountingDown: Bool {
    tab == .breakers && mesh.paused == nil
      && mesh.breakers.contains { $0.nextProbeSeconds != nil }
  }

  /// Takes a round of the live data.
  mutating func take(_ frame: MeshFrame) {
    let wasAbsent = mesh.isAbsent
    mesh.live = frame
    mesh.remember(frame.earlier)
    mesh.history.add(frame)
    mesh.noteCalls(in: frame)
    mesh.chronicle.take(frame)
    mesh.liveTrends.take(frame)
    tell(time: frame.at)
    if mesh.paused == nil {
      mesh.frame = frame
      mesh.trends = mesh.liveTrends
      mesh.arrange()
    } else {
      mesh.showPast()
    }
    let found = PassingState.all(in: frame)
    mesh.passing.removeAll { old in
      found.contains { $0.from == old.from && $0.to == old.to }
    }
    mesh.passing = Array((mesh.passing + found).suffix(MeshFrame.eventLimit))
    if frame.presence == .absent, !wasAbsent { forgetMesh() }
    if mesh.isToBeArmed, mesh.isOwn, frame.presence == .present {
      mesh.isToBeArmed = false
      mesh.arm()
    }
  }

  /// Takes the time.
  mutating func tell(time: ClockReading) {
    mesh.clock = time
    if mesh.paused == nil { mesh.now = time }
    if mesh.armedUntil != nil, mesh.armedSecondsLeft == nil {
      mesh.armedUntil = nil
      if notice == nil { notice = Notice(.info, Sentence.disarmedByTime) }
      closeFaultBoxes()
    }
    mesh.passing.removeAll { $0.until <= time.monotonic }
  }

  /// The mesh is gone: what was open about it closes.
  private mutating func forgetMesh() {
    mesh.place = .table
    mesh.history = MeshHistory()
    mesh.lastCalls = nil
    mesh.chronicle = Chronicle()
    mesh.resume()
    mesh.armedUntil = nil
    mesh.passing = []
    closeFaultBoxes()
  }

  private mutating func closeFaultBoxes() {
    switch box {
    case .faultForm, .confirmation(.setFault): box = nil
    default: break
    }
  }

  /// An errand told how far it is.
  mutating func tell(_ line: String) {
    mesh.work?.told.append(line)
    if let told = mesh.work?.told, told.count > 100 { mesh.work?.told.removeFirst() }
  }

  /// An errand came back.
  mutating func finish(_ errand: MeshErrand, _ problem: String?) -> [Effect] {
    if mesh.work?.errand == errand { mesh.work = nil }
    if let problem {
      if errand == .start { giveUpLab() }
      isLeaving = isLeaving && errand != .haltFaults
      notice = Notice(.bad, problem)
      return []
    }
    if case .addFault(let order) = errand { mesh.broke(order) }
    notice = Notice(.ok, Sentence.done(errand, mesh.name))
    return isLeaving && errand == .haltFaults ? [.quit(interrupted: false)] : []
  }
}

extension MeshTab {
  /// Takes rounds in that came in before anybody looked.
  mutating func remember(_ frames: [MeshFrame]) {
    let latest = history.entries.last?.frame.at.monotonic ?? .min
    for frame in frames where frame.at.monotonic > latest {
      history.add(frame)
      noteCalls(in: frame)
      liveTrends.take(frame)
    }
  }

  /// Remembers when calls were last seen.
  mutating func noteCalls(in frame: MeshFrame) {
    guard let snapshot = frame.snapshot,
      snapshot.edges.contains(where: { $0.traffic.answersPerSecond ?? 0 > 0 })
    else { return }
    lastCalls = snapshot.at
  }

  /// Something was broken from here: it can be broken more, and is remembered until it ends.
  mutating func broke(_ order: FaultOrder) {
    if armedSecondsLeft != nil { arm() }
    guard let clock else { return }
    broken.removeAll { $0.until <= clock.monotonic }
    broken.append((order.target, clock.monotonic + order.seconds * Self.second))
  }
}
