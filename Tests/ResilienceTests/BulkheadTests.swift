import TestSupport
import Testing

@testable import Resilience

@Suite struct BulkheadTests {
  private func bulkhead(
    _ concurrent: Int, queued: Int, wait: Nanoseconds = .milliseconds(100)
  ) throws -> Bulkhead {
    var settings = BulkheadSettings()
    settings[.normal] = BulkheadPoolSettings(
      maximumConcurrent: concurrent, maximumQueued: queued, maximumWait: wait)
    return try Bulkhead(settings, now: .at(0))
  }

  private func permit(_ decision: BulkheadDecision) throws -> BulkheadPermit {
    guard case .admitted(let permit) = decision else { throw HarnessError("\(decision)") }
    return permit
  }

  private func ticket(_ decision: BulkheadDecision) throws -> BulkheadTicket {
    guard case .queued(let ticket) = decision else { throw HarnessError("\(decision)") }
    return ticket
  }

  @Test func admitsThenQueuesThenRejects() throws {
    var bulkhead = try bulkhead(1, queued: 2)
    let first = try permit(bulkhead.enter(.normal, now: .at(0)).decision)
    let second = try ticket(bulkhead.enter(.normal, now: .at(1)).decision)
    let third = try ticket(bulkhead.enter(.normal, now: .at(2)).decision)
    #expect(
      bulkhead.enter(.normal, now: .at(3)).decision == .rejected(.full(concurrent: 1, queued: 2)))
    let change = bulkhead.leave(first, now: .at(4))
    #expect(change.admitted?.ticket == second && change.expired.isEmpty)
    let next = try #require(change.admitted?.permit)
    #expect(bulkhead.leave(next, now: .at(5)).admitted?.ticket == third)
    let report = bulkhead.report(.normal)
    #expect(report.admitted == 3 && report.rejected == 1 && report.concurrent == 1)
  }

  @Test func aPoolThatIsFullLeavesTheOthersAlone() throws {
    var bulkhead = try bulkhead(1, queued: 0)
    _ = bulkhead.enter(.normal, now: .at(0))
    #expect(
      bulkhead.enter(.normal, now: .at(0)).decision == .rejected(.full(concurrent: 1, queued: 0)))
    for _ in 1...32 { _ = try permit(bulkhead.enter(.critical, now: .at(0)).decision) }
    for _ in 1...4 { _ = try permit(bulkhead.enter(.batch, now: .at(0)).decision) }
    _ = try ticket(bulkhead.enter(.critical, now: .at(0)).decision)
    #expect(bulkhead.report(.normal).concurrent == 1)
  }

  @Test func waitingEnds() throws {
    var bulkhead = try bulkhead(1, queued: 1)
    let first = try permit(bulkhead.enter(.normal, now: .at(0)).decision)
    let patient = try ticket(bulkhead.enter(.normal, now: .at(10)).decision)
    #expect(bulkhead.nextExpiry == .at(110))
    #expect(bulkhead.expire(now: .at(109)).isEmpty)
    let (decision, expired) = bulkhead.enter(.normal, now: .at(110))
    #expect(expired == [patient])
    let next = try ticket(decision)
    #expect(bulkhead.giveUp(patient) == false)
    #expect(bulkhead.leave(first, now: .at(300)) == BulkheadChange(expired: [next]))
    #expect(bulkhead.nextExpiry == nil)
    #expect(bulkhead.report(.normal).expired == 2)
  }

  @Test func nobodyWaitsLongerThanTheCaller() throws {
    var bulkhead = try bulkhead(1, queued: 2)
    _ = bulkhead.enter(.normal, now: .at(0))
    _ = try ticket(bulkhead.enter(.normal, deadline: Deadline(.at(30)), now: .at(0)).decision)
    #expect(bulkhead.nextExpiry == .at(30))
    #expect(
      bulkhead.enter(.normal, deadline: Deadline(.at(20)), now: .at(20)).decision
        == .rejected(.noTimeToWait))
  }

  @Test func givingUpMakesRoomInTheQueue() throws {
    var bulkhead = try bulkhead(1, queued: 1)
    _ = bulkhead.enter(.normal, now: .at(0))
    let waiting = try ticket(bulkhead.enter(.normal, now: .at(0)).decision)
    #expect(bulkhead.giveUp(waiting) == true)
    #expect(bulkhead.giveUp(waiting) == false)
    _ = try ticket(bulkhead.enter(.normal, now: .at(0)).decision)
  }

  @Test func leavingTwiceFreesOnePlace() throws {
    var bulkhead = try bulkhead(2, queued: 0)
    let one = try permit(bulkhead.enter(.normal, now: .at(0)).decision)
    _ = bulkhead.enter(.normal, now: .at(0))
    for _ in 1...2 { #expect(bulkhead.leave(one, now: .at(1)).isEmpty) }
    #expect(bulkhead.report(.normal).concurrent == 1)
    _ = bulkhead.enter(.normal, now: .at(2))
    #expect(bulkhead.leave(one, now: .at(3)).isEmpty)
    #expect(bulkhead.report(.normal).concurrent == 2)
    #expect(bulkhead.report(.normal).strayPermits == 2)
  }
}
