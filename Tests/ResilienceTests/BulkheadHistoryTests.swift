import TestSupport
import Testing

@testable import Resilience

/// Random histories of all pools at once, against lists of who is in and who waits.
@Suite struct BulkheadHistoryTests {
  private struct History {
    var generator: SeededGenerator
    var settings = BulkheadSettings()
    var bulkhead: Bulkhead
    var now = Instant.at(0)
    var inside: [BulkheadPermit] = []
    /// In the order in which they came.
    var waiting: [(ticket: BulkheadTicket, until: Instant)] = []
    var entered = 0
    var ended = 0
    var broken: String?

    init(seed: UInt64) throws {
      generator = SeededGenerator(seed: seed)
      for pool in BulkheadPool.allCases {
        settings[pool] = BulkheadPoolSettings(
          maximumConcurrent: generator.number(1...5), maximumQueued: generator.number(0...5),
          maximumWait: generator.length(.zero, .milliseconds(500)))
      }
      bulkhead = try Bulkhead(settings, now: now)
    }

    mutating func step() {
      now = now + generator.length(.zero, .milliseconds(60))
      switch generator.number(1...10) {
      case 1...5: enter()
      case 6...8: leave()
      case 9: giveUp()
      default: end(bulkhead.expire(now: now), in: BulkheadPool.allCases)
      }
      compare()
    }

    mutating func enter() {
      let pool = BulkheadPool.allCases[generator.number(0...2)]
      let deadline =
        generator.once(in: 3) ? now + generator.length(.milliseconds(-50), .milliseconds(300)) : nil
      entered += 1
      let (decision, expired) = bulkhead.enter(
        pool, deadline: deadline.map(Deadline.init), now: now)
      end(expired, in: [pool])
      let hasRoom = inside.count { $0.pool == pool } < settings[pool].maximumConcurrent
      switch decision {
      case .admitted(let permit):
        if !hasRoom { broken = "admitted beyond the limit" }
        inside.append(permit)
      case .queued(let ticket):
        if hasRoom { broken = "queued beside a free place" }
        let patience = now + settings[pool].maximumWait
        waiting.append((ticket, min(deadline ?? patience, patience)))
      case .rejected:
        ended += 1
        if hasRoom { broken = "rejected beside a free place" }
      }
    }

    mutating func leave() {
      guard !inside.isEmpty else { return }
      let permit = inside.remove(at: generator.number(0...inside.count - 1))
      let change = bulkhead.leave(permit, now: now)
      ended += 1
      end(change.expired, in: [permit.pool])
      let first = waiting.first { $0.ticket.pool == permit.pool }?.ticket
      if change.admitted?.ticket != first { broken = "not first come, first served" }
      guard let admitted = change.admitted else { return }
      if admitted.permit.pool != permit.pool { broken = "a place went to another pool" }
      waiting.removeAll { $0.ticket == admitted.ticket }
      inside.append(admitted.permit)
      if !bulkhead.leave(permit, now: now).isEmpty { broken = "a place was given back twice" }
    }

    mutating func giveUp() {
      guard !waiting.isEmpty else { return }
      let gone = waiting.remove(at: generator.number(0...waiting.count - 1))
      if !bulkhead.giveUp(gone.ticket) { broken = "a ticket was lost" }
      ended += 1
    }

    mutating func end(_ expired: [BulkheadTicket], in pools: [BulkheadPool]) {
      let due = waiting.filter { pools.contains($0.ticket.pool) && $0.until <= now }.map(\.ticket)
      if Set(due) != Set(expired) || due.count != expired.count { broken = "expired wrongly" }
      waiting.removeAll { due.contains($0.ticket) }
      ended += expired.count
    }

    mutating func compare() {
      for pool in BulkheadPool.allCases {
        let report = bulkhead.report(pool)
        let limits = settings[pool]
        if report.concurrent > limits.maximumConcurrent { broken = "too many at once" }
        if report.queued > limits.maximumQueued { broken = "too many waiting" }
        if report.concurrent != inside.count(where: { $0.pool == pool }) {
          broken = "a permit was lost"
        }
        if report.queued != waiting.count(where: { $0.ticket.pool == pool }) {
          broken = "a ticket was lost"
        }
      }
      if Set(inside).count != inside.count { broken = "a permit was given twice" }
      if entered != ended + inside.count + waiting.count { broken = "a call was lost" }
      if bulkhead.nextExpiry != waiting.map(\.until).min() { broken = "wrong next expiry" }
    }
  }

  @Test(arguments: 1...100)
  func losesNothingAndExceedsNothing(seed: Int) throws {
    var history = try History(seed: UInt64(seed))
    for step in 1...400 {
      history.step()
      if let broken = history.broken {
        Issue.record("step \(step): \(broken)")
        return
      }
    }
    for permit in history.inside { _ = history.bulkhead.leave(permit, now: history.now) }
  }

  @Test func theHistoriesGetEverywhere() throws {
    var reports: [BulkheadPoolReport] = []
    for seed in 1...20 {
      var history = try History(seed: UInt64(seed))
      for _ in 1...400 { history.step() }
      reports += BulkheadPool.allCases.map { history.bulkhead.report($0) }
    }
    func sum(_ part: (BulkheadPoolReport) -> Int) -> Int { reports.map(part).reduce(0, +) }
    #expect(sum(\.admitted) > 500 && sum(\.rejected) > 500 && sum(\.expired) > 200)
    #expect(sum(\.strayPermits) > 100)
  }

  @Test func theSameHistoryGivesTheSameReports() throws {
    func reports() throws -> [BulkheadPoolReport] {
      var history = try History(seed: 9)
      for _ in 1...400 { history.step() }
      return BulkheadPool.allCases.map { history.bulkhead.report($0) }
    }
    #expect(try reports() == reports())
  }
}
