import TestSupport
import Testing

@testable import Labs

@Suite("The state of a step")
struct StepStateTests {
  private static func round(_ isMet: Bool, ready: Bool = true, late: Bool = false) -> StepEvent {
    .round(StepRound(isReady: ready, isMet: isMet, isLate: late))
  }

  private static let states: [StepState] = [
    .reading, .preparing, .unprepared, .settling, .watching(held: 1), .late(held: 1), .solved,
  ]

  /// Every state with every event, where three rounds in a row solve the step.
  static let table: [(event: StepEvent, outcomes: [StepState])] = [
    (.begin, states.map { _ in .preparing }),
    (
      .prepared(true),
      [.reading, .settling, .unprepared, .settling, .watching(held: 1), .late(held: 1), .solved]
    ),
    (
      .prepared(false),
      [.reading, .unprepared, .unprepared, .settling, .watching(held: 1), .late(held: 1), .solved]
    ),
    (
      round(true),
      [
        .reading, .preparing, .unprepared, .watching(held: 1), .watching(held: 2),
        .watching(held: 2), .solved,
      ]
    ),
    (
      round(true, ready: false, late: true),
      [
        .reading, .preparing, .unprepared, .settling, .late(held: 2), .late(held: 2), .solved,
      ]
    ),
    (
      round(false),
      [
        .reading, .preparing, .unprepared, .watching(held: 0), .watching(held: 0),
        .watching(held: 0), .solved,
      ]
    ),
    (
      round(false, late: true),
      [
        .reading, .preparing, .unprepared, .late(held: 0), .late(held: 0), .late(held: 0), .solved,
      ]
    ),
  ]

  @Test("every pair of state and event", arguments: table.indices)
  func pairs(index: Int) {
    let row = Self.table[index]
    let outcomes = Self.states.map { $0.after(row.event, needed: 3) }
    #expect(outcomes == row.outcomes)
  }

  @Test("is solved by rounds in a row, and by no flapping, however long", arguments: 0..<20)
  func flapping(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    let needed = Int.random(in: 2...6, using: &chance)
    var state = StepState.watching(held: 0)
    var row = 0
    for _ in 0..<500 {
      // At most one less in a row than are needed.
      let isMet = row < needed - 1 && Bool.random(using: &chance)
      row = isMet ? row + 1 : 0
      state = state.after(
        Self.round(isMet, late: Bool.random(using: &chance)), needed: needed)
      #expect(state != .solved && state.held == row)
    }
    for _ in 0..<needed { state = state.after(Self.round(true, late: true), needed: needed) }
    #expect(state == .solved)
  }
}
