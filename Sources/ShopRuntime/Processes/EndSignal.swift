internal import CSupport
internal import Glibc

/// Waits for the end of a service process: a signal, or the supervisor's death.
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

  /// Holds the signals back from now on, in every thread started later. Call it first.
  public init(lifeline: Int32?) {
    signals = cs_hold_signals()
    self.lifeline = lifeline
  }

  /// Blocks until it is time to end.
  public func wait() -> Reason {
    var watched = [pollfd(fd: signals, events: Int16(POLLIN), revents: 0)]
    if let lifeline { watched.append(pollfd(fd: lifeline, events: Int16(POLLIN), revents: 0)) }
    while true {
      let count = poll(&watched, nfds_t(watched.count), -1)
      if count < 0, errno != EINTR { return .orphaned }
      if watched[0].revents != 0 {
        return cs_take_signal(signals) == SIGTERM ? .asked : .interrupted
      }
      if watched.count > 1, watched[1].revents != 0 { return .orphaned }
    }
  }
}
