internal import Platform
internal import Resilience

/// A bulkhead that makes its callers wait on their own threads.
final class WaitingBulkhead: Sendable {
  private struct State: Sendable {
    var bulkhead: Bulkhead
    /// Tickets that have come up, until their callers fetch the permit.
    var admitted: [BulkheadTicket: BulkheadPermit] = [:]
    var expired: Set<BulkheadTicket> = []
  }

  private let gate: Gate<State>
  private let longestWait: [BulkheadPool: Int]

  init(_ settings: BulkheadSettings) throws(InvalidSettings) {
    gate = Gate(State(bulkhead: try Bulkhead(settings, now: ServiceContext.now)))
    longestWait = [
      .critical: Int(settings.critical.maximumWait.wholeMilliseconds),
      .normal: Int(settings.normal.maximumWait.wholeMilliseconds),
      .batch: Int(settings.batch.maximumWait.wholeMilliseconds),
    ]
  }

  /// Waits for a place; nil when the pool is full or the wait was in vain.
  func enter(_ pool: BulkheadPool, deadline: Deadline) -> BulkheadPermit? {
    let decision = gate.change { state in
      let answer = state.bulkhead.enter(pool, deadline: deadline, now: ServiceContext.now)
      state.expired.formUnion(answer.expired)
      return answer.decision
    }
    switch decision {
    case .admitted(let permit): return permit
    case .rejected: return nil
    case .queued(let ticket): return wait(ticket)
    }
  }

  func leave(_ permit: BulkheadPermit) {
    gate.change { state in
      let change = state.bulkhead.leave(permit, now: ServiceContext.now)
      state.expired.formUnion(change.expired)
      if let admission = change.admitted {
        state.admitted[admission.ticket] = admission.permit
      }
    }
  }

  func report(_ pool: BulkheadPool) -> BulkheadPoolReport { gate.value.bulkhead.report(pool) }

  private func wait(_ ticket: BulkheadTicket) -> BulkheadPermit? {
    _ = gate.wait(milliseconds: (longestWait[ticket.pool] ?? 0) + 1) { state in
      state.admitted[ticket] != nil || state.expired.contains(ticket)
    }
    return gate.change { state in
      let permit = state.admitted.removeValue(forKey: ticket)
      state.expired.remove(ticket)
      if permit == nil { _ = state.bulkhead.giveUp(ticket) }
      return permit
    }
  }
}
