import Shop
import TestSupport
import Testing

struct SagaTests {
  struct Row: Sendable {
    var from: String
    var step: Saga.Step
    var outcome: Saga.Outcome
    var to: String

    init(_ from: String, _ step: Saga.Step, _ outcome: Saga.Outcome, _ to: String) {
      self.from = from
      self.step = step
      self.outcome = outcome
      self.to = to
    }
  }

  static let table = [
    Row("draft", .place, .moved, "pending"),
    Row("draft", .refuse, .moved, "cancelled"),
    Row("draft", .expire, .moved, "cancelled"),
    Row("draft", .paymentSucceeded, .impossible, "draft"),
    Row("draft", .paymentFailed, .impossible, "draft"),
    Row("pending", .place, .repeated, "pending"),
    Row("pending", .refuse, .tooLate, "pending"),
    Row("pending", .expire, .tooLate, "pending"),
    Row("pending", .paymentSucceeded, .moved, "confirmed"),
    Row("pending", .paymentFailed, .moved, "cancelled"),
    Row("confirmed", .place, .repeated, "confirmed"),
    Row("confirmed", .refuse, .tooLate, "confirmed"),
    Row("confirmed", .expire, .tooLate, "confirmed"),
    Row("confirmed", .paymentSucceeded, .repeated, "confirmed"),
    Row("confirmed", .paymentFailed, .impossible, "confirmed"),
    Row("cancelled", .place, .tooLate, "cancelled"),
    Row("cancelled", .refuse, .repeated, "cancelled"),
    Row("cancelled", .expire, .repeated, "cancelled"),
    Row("cancelled", .paymentSucceeded, .impossible, "cancelled"),
    Row("cancelled", .paymentFailed, .repeated, "cancelled"),
  ]

  @Test(arguments: table)
  func everyStepInEveryStateIsDefined(row: Row) throws {
    var saga = try #require(Saga(name: row.from))
    #expect(saga.take(row.step) == row.outcome)
    #expect(saga.name == row.to)
  }

  @Test func theTableIsWhole() {
    let states = ["draft", "pending", "confirmed", "cancelled"]
    let pairs = Set(Self.table.map { "\($0.from) \($0.step)" })
    #expect(pairs.count == states.count * Saga.Step.allCases.count)
    #expect(Self.table.allSatisfy { states.contains($0.from) })
  }

  @Test func aFinalStateStaysWhateverComes() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      var saga = Saga()
      var ending: String?
      for _ in 0..<12 {
        let step = Saga.Step.allCases[Int.random(in: 0..<Saga.Step.allCases.count, using: &random)]
        let before = saga
        let outcome = saga.take(step)
        #expect((outcome == .moved) == (saga != before))
        if let ending { #expect(saga.name == ending) }
        if saga.isFinal { ending = saga.name }
      }
    }
  }

  @Test func aNameOutsideTheTableIsNoState() {
    #expect(Saga(name: "paid") == nil)
    #expect(Saga(name: "") == nil)
  }
}
