import Glibc
import TestSupport
import Testing

@testable import ShopRuntime

struct LivenessTests {
  private static let second = Liveness.pace

  /// Looks at it every fiftieth of a second and answers the probes it is told to.
  private func play(
    seconds: UInt64, answers: (_ probe: Int) -> Bool
  ) -> (probes: Int, failingAt: UInt64?, replacedAt: UInt64?) {
    var liveness = Liveness(now: 0)
    var (probes, failingAt, replacedAt) = (0, UInt64?.none, UInt64?.none)
    for step in 1...(seconds * 50) {
      let now = step * Self.second / 50
      switch liveness.take(.time, now: now) {
      case .probe:
        probes += 1
        if answers(probes) { _ = liveness.take(.answered, now: now + 1) }
      case .replace: replacedAt = replacedAt ?? now / Self.second
      case .nothing: break
      }
      if liveness.isFailing { failingAt = failingAt ?? now / Self.second }
    }
    return (probes, failingAt, replacedAt)
  }

  @Test("who answers is asked once a second and left alone")
  func well() {
    let (probes, failing, replaced) = play(seconds: 60) { _ in true }
    #expect(probes == 60)
    #expect(failing == nil && replaced == nil)
  }

  @Test("who has not answered for five seconds is replaced, and seen failing before")
  func silent() {
    let (probes, failing, replaced) = play(seconds: 30) { $0 <= 3 }
    #expect(failing == 6)
    // The third probe was answered at 3 s; five more were sent in vain, from 4 s on.
    #expect(replaced == 9)
    #expect(probes == 8)
  }

  @Test("four missed probes in a row are forgiven by one answer")
  func late() {
    let (_, failing, replaced) = play(seconds: 60) { $0 % 5 == 0 }
    #expect(failing != nil && replaced == nil)
  }

  @Test("an answer to an earlier probe is a sign of life")
  func lateAnswer() {
    var liveness = Liveness(now: 0)
    for second in 1...4 as ClosedRange<UInt64> {
      _ = liveness.take(.time, now: second * Self.second)
    }
    #expect(liveness.isFailing)
    #expect(liveness.take(.answered, now: 5 * Self.second - 1) == .nothing)
    #expect(!liveness.isFailing && liveness.missed == 0)
    #expect(liveness.take(.answered, now: 5 * Self.second - 1) == .nothing)
    #expect(liveness.take(.time, now: 5 * Self.second - 1) == .nothing)
    #expect(liveness.take(.time, now: 5 * Self.second) == .probe)
  }

  /// The supervisor is stopped, sleeps, or is late, as often and as long as chance wants. Its processes
  /// answer as soon as it looks; that must be enough.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func whoAnswersIsNeverReplacedHoweverLateTheSupervisorIs(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var time = RunningTime(now: 0, longestGap: 500_000_000)
    var liveness = Liveness(now: 0)
    var now: UInt64 = 0
    var isAsked = false
    for _ in 0..<2000 {
      now += UInt64.random(
        in: 0..<(Int.random(in: 0..<9, using: &random) == 0 ? 90 : 1) * Self.second, using: &random)
      let running = time.read(now)
      // Before anything else it hears what has come, as the fleet does.
      if isAsked { _ = liveness.take(.answered, now: running) }
      isAsked = false
      let action = liveness.take(.time, now: running)
      #expect(action != .replace)
      isAsked = action == .probe
    }
  }

  /// A gap counts for nobody: whoever is asked before it has the whole time after it.
  @Test func afterASleepNobodyIsLate() {
    var time = RunningTime(now: 0, longestGap: 500_000_000)
    var liveness = Liveness(now: 0)
    for step in 1...20 as ClosedRange<UInt64> {
      _ = liveness.take(.time, now: time.read(step * Self.second / 20))
    }
    let missed = liveness.missed
    _ = liveness.take(.time, now: time.read(3600 * Self.second))
    #expect(liveness.missed == missed)
  }
}

struct ProbeChannelTests {
  private func wait(_ descriptor: Int32) -> Bool {
    var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    return poll(&watched, 1, 20_000) == 1
  }

  @Test("a probe comes back, and the end of the other side is seen")
  func roundTrip() throws {
    let (channel, passed) = try ProbeChannel.make()
    defer { channel.close() }
    #expect(channel.hear() == ProbeChannel.News())
    channel.ask()
    channel.ask()
    #expect(wait(passed))
    #expect(ProbeChannel.answer(passed))
    #expect(wait(channel.descriptor))
    #expect(channel.hear() == ProbeChannel.News(isAnswered: true))
    close(passed)
    #expect(wait(channel.descriptor))
    #expect(channel.hear() == ProbeChannel.News(isOver: true))
  }

  /// As to a process that is stopped for ever: the supervisor must not wait for it.
  @Test func aFullChannelHoldsUpNobody() throws {
    let (channel, passed) = try ProbeChannel.make()
    for _ in 0..<1_000_000 { channel.ask() }
    #expect(ProbeChannel.answer(passed))
    channel.close()
    while ProbeChannel.answer(passed) {}
    close(passed)
  }
}
