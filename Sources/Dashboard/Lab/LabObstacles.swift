import Labs

extension DashboardState {
  /// Why a key of the lab cannot be used now; nil when it can.
  func labObstacle(to action: Action) -> String? {
    switch action {
    case .openLab: lab.isOpen ? nil : labObstacle
    case .nextStep, .showHint, .playSolution, .repeatStep: runObstacle(to: action)
    default: nil
    }
  }

  private func runObstacle(to action: Action) -> String? {
    guard let run = lab.run else { return Sentence.noLab }
    if lab.awaitsMesh { return Sentence.meshBusy }
    switch (action, run.state) {
    case (.nextStep, .solved): return nil
    case (.nextStep, _): return Sentence.notSolved
    case (.playSolution, .solved): return Sentence.isSolved
    case (.playSolution, .reading), (.playSolution, .unprepared), (.playSolution, .preparing),
      (.playSolution, .settling):
      return Sentence.notSetUp
    case (.repeatStep, .preparing): return Sentence.notSetUp
    default: return nil
    }
  }
}
