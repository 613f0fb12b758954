extension DashboardState {
  /// Whether there is a level above what is on the screen.
  var canGoUp: Bool {
    if tab == .topology {
      return topology.call != nil || topology.zoom != .whole || !mesh.filter.isEmpty
    }
    if tab == .matrix { return matrix.comparison != nil }
    if tab == .advise { return advise.place == .list && !advise.filter.isEmpty }
    if tab == .patterns { return isReading || !patterns.filter.isEmpty }
    if tab == .breakers { return !mesh.breakerView.showsAll }
    guard tab == .mesh else { return false }
    return mesh.place != .table || !mesh.filter.isEmpty
  }

  /// Why an action on the mesh cannot be taken now; nil when it can.
  func meshObstacle(to action: Action) -> String? {
    if mesh.isAbsent, tab.isOfMesh, box == nil, Self.needsMesh(action) { return Sentence.noMesh }
    return switch action {
    case .startMesh, .stopMesh, .armFaults, .clearFaults, .haltFaults: ownObstacle(to: action)
    case .chooseFault:
      mesh.paused != nil
        ? Sentence.isPast
        : mesh.armedSecondsLeft == nil
          ? Sentence.notArmed : faultTarget == nil ? Sentence.nothingToBreak : nil
    case .openLogs:
      readingObstacle ?? (openRequest == nil && faultTarget == nil ? Sentence.nothingToRead : nil)
    case .openTraces: readingObstacle
    case .record: mesh.recording != nil ? nil : recordingObstacle
    case .openRecording: mesh.work != nil ? Sentence.meshBusy : nil
    case .accept where tab == .mesh && box == nil && mesh.scope == .trace: spanObstacle
    case .zoom where tab == .mesh: axisObstacle
    case .accept where tab == .mesh && box == nil && mesh.scope == .logs:
      markedLogTrace == nil ? Sentence.noTraceOfLine : nil
    case .lookOftener: mesh.interval <= MeshTab.intervals[0] ? Sentence.noOftener : nil
    case .lookRarer: MeshTab.intervals.allSatisfy { $0 <= mesh.interval } ? Sentence.noRarer : nil
    case .onlyIll: mesh.isAbsent ? Sentence.noMesh : nil
    case .freeze, .earlier, .muchEarlier:
      mesh.history.entries.isEmpty ? Sentence.noPast : nil
    case .later, .muchLater: mesh.paused == nil ? Sentence.isNow : nil
    case .filter where tab == .patterns || tab == .advise: nil
    case .filter, .nextColumn, .previousColumn, .reverseOrder:
      mesh.isAbsent ? Sentence.noMesh : nil
    case .move where tab == .mesh && box == nil && hasNothingToMark: Sentence.nothingToMark
    case .accept where tab == .breakers && box == nil && markedBreaker == nil:
      Sentence.nothingToMark
    case .accept where tab == .topology && box == nil && openableService == nil:
      Sentence.nothingToOpen
    case .nextCall, .previousCall, .zoom, .goLeft, .goRight:
      topology.scene == nil ? Sentence.nothingToMark : nil
    case .accept where tab == .mesh && box == nil && nothingOpens: Sentence.nothingToMark
    default: nil
    }
  }

  /// Whether an action moves through a mesh, so that without one there is nothing to move through.
  private static func needsMesh(_ action: Action) -> Bool {
    switch action {
    case .accept, .move, .zoom, .nextCall, .previousCall, .nextService, .previousService, .goLeft,
      .goRight:
      true
    default: false
    }
  }

  private var nothingOpens: Bool {
    mesh.place == .table ? markedService == nil : markedTarget == nil
  }

  private var recordingObstacle: String? {
    if mesh.live?.recorded != nil || mesh.opened != nil { return Sentence.isRecording }
    if mesh.live == nil { return Sentence.notKnownYet }
    return mesh.isAbsent ? Sentence.noMesh : nil
  }

  private var hasNothingToMark: Bool { mesh.place == .table && shownServices.isEmpty }

  /// What stands in the way of changing the mesh.
  private func ownObstacle(to action: Action) -> String? {
    if !mesh.isOwn { return Sentence.onlyWatched }
    if mesh.live == nil { return Sentence.notKnownYet }
    if mesh.work != nil { return Sentence.meshBusy }
    if action == .startMesh { return mesh.isAbsent ? nil : Sentence.runsAlready(mesh.name) }
    if mesh.isAbsent {
      return action == .haltFaults ? Sentence.noMeshToMend : Sentence.noMesh
    }
    let hasNone = action == .clearFaults && faultsOnTarget.isEmpty
    return hasNone ? Sentence.noFaultOn(faultTarget) : nil
  }
}
