/// Where a step of a lab stands.
public enum StepState: Sendable, Equatable {
  /// Its text is read; nothing was done to the mesh.
  case reading
  /// What it needs is being set up.
  case preparing
  /// That could not be set up.
  case unprepared
  /// It was set up and has to take effect.
  case settling
  /// It can be solved; the check has held for so many rounds in a row.
  case watching(held: Int)
  /// As before, and it takes longer than it should.
  case late(held: Int)
  case solved

  /// Rounds in a row for which the check has held.
  public var held: Int {
    switch self {
    case .watching(let held), .late(let held): held
    case .reading, .preparing, .unprepared, .settling, .solved: 0
    }
  }
}

/// What can happen to a step.
enum StepEvent: Sendable, Equatable {
  /// Set it up, whatever was before.
  case begin
  /// It was set up, or could not be.
  case prepared(Bool)
  /// A round came in.
  case round(StepRound)
}

/// What a round says about a step.
struct StepRound: Sendable, Equatable {
  /// Whether what the step needs is there.
  let isReady: Bool
  /// Whether the check holds in this round.
  let isMet: Bool
  /// Whether the step takes longer than it should by now.
  let isLate: Bool
}

extension StepState {
  /// What comes of it.
  ///
  /// - Parameter needed: the rounds in a row that solve it.
  func after(_ event: StepEvent, needed: Int) -> StepState {
    switch (self, event) {
    case (_, .begin): .preparing

    case (.preparing, .prepared(true)): .settling
    case (.preparing, .prepared(false)): .unprepared
    // Late news of a set-up that was given up.
    case (.reading, .prepared), (.unprepared, .prepared), (.settling, .prepared),
      (.watching, .prepared), (.late, .prepared), (.solved, .prepared):
      self

    case (.settling, .round(let round)):
      round.isReady ? .watching(held: 0).watched(round, needed: needed) : self
    case (.watching, .round(let round)), (.late, .round(let round)):
      watched(round, needed: needed)
    // Nobody looks, or there is nothing more to see.
    case (.reading, .round), (.preparing, .round), (.unprepared, .round), (.solved, .round): self
    }
  }

  private func watched(_ round: StepRound, needed: Int) -> StepState {
    let held = round.isMet ? held + 1 : 0
    if held >= needed { return .solved }
    return round.isLate ? .late(held: held) : .watching(held: held)
  }
}
