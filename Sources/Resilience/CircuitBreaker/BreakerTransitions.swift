/// The steps from state to state.
extension CircuitBreaker {
  /// Every change of state goes through here: a new generation makes all permits given before late.
  mutating func enter(_ next: BreakerPhase, _ now: Instant) {
    phase = next
    since = now
    generation += 1
    probes.clear()
  }

  mutating func trip(_ reason: TripReason, _ now: Instant, _ events: inout BreakerEvents) {
    trips += 1
    tripsInRow += 1
    self.reason = reason
    let until = now + settings.openDuration(streak: tripsInRow)
    enter(.open(until: until), now)
    events.append(.opened(reason, nextProbe: time.outward(until)))
  }

  /// Enters a state without any memory of the calls and trips before.
  mutating func startAnew(_ next: BreakerPhase, _ now: Instant) {
    enter(next, now)
    reason = nil
    tripsInRow = 0
    failuresInRow = 0
    window.clear()
  }

  mutating func count(_ outcome: Outcome, _ now: Instant) {
    switch outcome {
    case .ignored: return
    case .success, .slow: failuresInRow = 0
    case .failure, .slowFailure: failuresInRow += 1
    }
    window.add(OutcomeCounts(outcome), now: now)
  }

  /// Opens again when a probe should have returned by now.
  mutating func overdueProbe(_ now: Instant, _ events: inout BreakerEvents) {
    guard case .halfOpen = phase, let due = probes.firstDue, due <= now else { return }
    events.append(.probeFailed(.timedOut))
    trip(.probe(.timedOut), now, &events)
  }

  mutating func judge(
    _ outcome: Outcome, _ probe: UInt64, _ successes: Int, _ now: Instant,
    _ events: inout BreakerEvents
  ) {
    guard probes.end(probe) else {
      lateOutcomes += 1
      return
    }
    switch verdict(outcome) {
    case .inconclusive:
      break
    case .passed where successes + 1 >= settings.successesToClose:
      startAnew(.closed, now)
      events.append(.closed(successes: successes + 1))
    case .passed:
      phase = .halfOpen(successes: successes + 1)
    case .failed(let failure):
      events.append(.probeFailed(failure))
      trip(.probe(failure), now, &events)
    }
  }

  private enum ProbeVerdict {
    case passed
    case failed(ProbeFailure)
    case inconclusive
  }

  /// Slowness only counts against a probe where slow calls can trip the breaker.
  private func verdict(_ outcome: Outcome) -> ProbeVerdict {
    switch outcome {
    case .success: .passed
    case .slow: settings.slowCallRatePercent == nil ? .passed : .failed(.slow)
    case .failure, .slowFailure: .failed(.failed)
    case .ignored: .inconclusive
    }
  }

  mutating func probe(_ now: Instant, _ events: BreakerEvents) -> BreakerAnswer {
    let number = probes.begin(dueBy: now + settings.probeTimeout)
    return BreakerAnswer(decision: .permitted(permit(probe: number)), events: events)
  }

  mutating func refuse(_ refusal: BreakerRefusal, _ events: BreakerEvents) -> BreakerAnswer {
    refusals += 1
    var events = events
    events.append(.callNotPermitted(refusal))
    return BreakerAnswer(decision: .refused(refusal), events: events)
  }

  func permit(probe: UInt64) -> BreakerPermit {
    BreakerPermit(generation: generation, probe: probe)
  }
}
