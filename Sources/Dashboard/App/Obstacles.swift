import Advice

extension DashboardState {
  /// Why an action cannot be taken now, in a sentence; nil when it can.
  public func obstacle(to action: Action) -> String? {
    switch action {
    case .undo where !interview.canUndo: Sentence.nothingToUndo
    case .redo where !interview.canRedo: Sentence.nothingToRedo
    case .bestQuestion where verdict.assessment?.unanswered.isEmpty ?? true:
      Sentence.allAnswered(hasChanges: interview.hasUnsavedChanges)
    case .haltFaults where box?.isDecisionWithoutFaults ?? false: Sentence.decideFirst
    case .discard where box != .confirmation(.leave): Sentence.nothingToDiscard
    case .toggle where !choicesAreWords: Sentence.onlyWordsInSets
    case .back where box == nil && !canGoUp: Sentence.topLevel
    case .setUnknown where currentAnswer == nil: Sentence.isOpen
    case .save where !interview.hasUnsavedChanges && interview.path != nil: Sentence.isSaved
    case .copyCommand where !mayCopy, .copyMark where !mayCopy: Sentence.copiesNot
    case .copyMark where markedName == nil: Sentence.nothingToCopy
    default: labObstacle(to: action) ?? meshObstacle(to: action)
    }
  }

  /// The answer of the question that is marked or open.
  private var currentAnswer: Answer? {
    switch (box, tab) {
    case (.editor(let cursor), _): question(cursor.question).flatMap { answer($0) }
    case (_, .matrix): markedCriterion.flatMap { interview.sheet.answers[$0.id] }
    case (_, .mesh), (_, .topology), (_, .breakers), (_, .patterns): nil
    case (_, .advise): question(advise.cursor.question).flatMap { answer($0) }
    }
  }

  /// Whether the question whose answers are offered is answered by words.
  private var choicesAreWords: Bool {
    if case .editor(let cursor) = box { return question(cursor.question)?.domain.isWords ?? false }
    return question(advise.cursor.question)?.domain.isWords ?? false
  }
}
