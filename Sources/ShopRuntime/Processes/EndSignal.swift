internal import CSupport
internal import Glibc

/// Waits for the end of a service process: a signal, or the supervisor's death. Until then it answers
/// the supervisor's liveness probes.
public struct EndSignal: Sendable {
  /// Why a process ends.
  public enum Reason: Sendable {
    /// SIGTERM: let callers find others first, then finish what was begun.
    case asked
    /// SIGINT or SIGHUP: end at once.
    case interrupted
    /// The lifeline is cut: nobody is left to answer to.
    case orphaned
  }

  private let signals: Int32
  private let lifeline: Int32?
  private let probe: Int32?

  /// Holds the signals back from now on, in every thread started later. Call it first.
  ///
  /// - Parameters:
  ///   - lifeline: reads its end when the supervisor is gone.
  ///   - probe: brings liveness probes.
  public init(lifeline: Int32?, probe: Int32? = nil) {
    signals = cs_hold_signals()
    self.lifeline = lifeline
    self.probe = probe
  }

  /// Blocks until it is time to end.
  public func wait() -> Reason {
    // poll looks away from negative numbers.
    var watched = [signals, lifeline ?? -1, probe ?? -1].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    while true {
      let count = poll(&watched, nfds_t(watched.count), -1)
      if count < 0, errno != EINTR { return .orphaned }
      if count <= 0 { continue }
      if watched[0].revents != 0 {
        return cs_take_signal(signals) == SIGTERM ? .asked : .interrupted
      }
      if watched[1].revents != 0 { return .orphaned }
      if watched[2].revents != 0, !ProbeChannel.answer(watched[2].fd) { watched[2].fd = -1 }
    }
  }
}
