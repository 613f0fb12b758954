import Advice
import Terminal

extension DashboardState {
  mutating func save() -> [Effect] {
    guard let path = interview.path else {
      box = .prompt(Prompt(.path, Sentence.suggestedPath))
      return []
    }
    return [.save(interview.sheet, path: path, .update)]
  }

  mutating func acceptPath(_ prompt: Prompt) -> [Effect] {
    let path = prompt.input.text
    guard !path.isEmpty else {
      var prompt = prompt
      prompt.complaint = Sentence.nameMissing
      box = .prompt(prompt)
      return []
    }
    box = nil
    return [.save(interview.sheet, path: path, path == interview.path ? .update : .new)]
  }

  mutating func finishSaving(_ sheet: AnswerSheet, _ path: String) -> [Effect] {
    interview.markSaved(sheet, path: path)
    interview.hasUnsavedChanges
      ? verdict.judgeSaved(sheet, by: advisor) : verdict.keepAsSaved()
    compareAgain()
    if isLeaving { return [.quit(interrupted: false)] }
    notice =
      verdict.contradiction == nil
      ? Notice(.ok, Sentence.saved(path)) : Notice(.warning, Sentence.savedContradicting(path))
    return []
  }

  mutating func failSaving(_ path: String, _ obstacle: SaveObstacle) -> [Effect] {
    switch obstacle {
    case .exists: box = .confirmation(.overwrite(path: path))
    case .changed: box = .confirmation(.overwriteChanged(path: path))
    case .failed(let reason):
      isLeaving = false
      notice = Notice(.bad, Sentence.notSaved(path, reason))
    }
    return []
  }

  /// Ends the program, or asks first when answers would be lost.
  mutating func leave(interrupted: Bool) -> [Effect] {
    let faults = mesh.ownFaults
    if !interview.hasUnsavedChanges, let longest = faults.map(\.seconds).max(), !interrupted {
      box = .confirmation(.leaveFaults(count: faults.count, seconds: longest))
      return []
    }
    // Who interrupts twice means it.
    if !interview.hasUnsavedChanges || interrupted && box == .confirmation(.leave) {
      return [.quit(interrupted: interrupted)]
    }
    box = .confirmation(.leave)
    return []
  }

  mutating func act(_ action: Action, in confirmation: Confirmation) -> [Effect] {
    switch (action, confirmation) {
    case (.interrupt, _): return leave(interrupted: true)
    case (.cancel, _):
      box = nil
      isLeaving = false
    case (.discard, .leave): return [.quit(interrupted: false)]
    case (.confirm, .leave):
      box = nil
      isLeaving = true
      return save()
    case (.confirm, .overwrite(let path)), (.confirm, .overwriteChanged(let path)):
      box = nil
      return [.save(interview.sheet, path: path, .replace)]
    case (.confirm, .leaveFaults): return [.quit(interrupted: false)]
    case (.haltFaults, .leaveFaults):
      box = nil
      isLeaving = true
      return give(.haltFaults)
    case (.confirm, .stopMesh):
      box = nil
      return give(.stop)
    case (.confirm, .leaveLab):
      box = nil
      return closeLab()
    case (.confirm, .setFault(let order)):
      box = nil
      return give(.addFault(order))
    default: break
    }
    return []
  }
}
