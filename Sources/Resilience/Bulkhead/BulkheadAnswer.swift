/// Stands for one of the calls being worked on.
public struct BulkheadPermit: Sendable, Hashable {
  /// The pool whose place it holds.
  public let pool: BulkheadPool
  let place: Int
  let number: UInt64
}

/// Stands for one of the calls that wait.
public struct BulkheadTicket: Sendable, Hashable {
  /// The pool it waits for.
  public let pool: BulkheadPool
  let number: UInt64
}

/// What a bulkhead says to a call.
public enum BulkheadDecision: Sendable, Hashable {
  /// Do the work, then leave with the permit.
  case admitted(BulkheadPermit)
  /// Wait until the ticket comes up in a ``BulkheadChange``.
  case queued(BulkheadTicket)
  case rejected(BulkheadRejection)
}

/// Why a call is neither admitted nor queued.
public enum BulkheadRejection: Sendable, Hashable {
  /// So many are worked on and so many wait: that is all the pool takes.
  case full(concurrent: Int, queued: Int)
  /// All places are taken, and the caller's deadline leaves no time to wait.
  case noTimeToWait
}

/// What happened to calls that waited.
///
/// | event | when |
/// |---|---|
/// | `admitted` | somebody left: this ticket has turned into this permit |
/// | `expired` | these waited too long, in the order in which they came; they are rejected |
public struct BulkheadChange: Sendable, Hashable {
  /// The call that now has the place somebody left, if one waited.
  public var admitted: Admission?
  /// Calls that waited too long, in the order in which they came.
  public var expired: [BulkheadTicket] = []

  /// A ticket and the permit it has turned into.
  public struct Admission: Sendable, Hashable {
    /// The call, as it waited.
    public let ticket: BulkheadTicket
    /// The call, as it goes on.
    public let permit: BulkheadPermit
  }

  /// Whether nothing happened.
  public var isEmpty: Bool { admitted == nil && expired.isEmpty }
}

/// What one pool shows of itself.
public struct BulkheadPoolReport: Sendable, Hashable {
  /// Calls worked on now.
  public let concurrent: Int
  /// Calls that wait now.
  public let queued: Int
  /// The limits of the pool.
  public let settings: BulkheadPoolSettings
  /// Calls admitted so far, at once or after a wait.
  public let admitted: Int
  /// Calls turned away at once.
  public let rejected: Int
  /// Calls that waited in vain.
  public let expired: Int
  /// Permits that were handed back twice; the second time changes nothing.
  public let strayPermits: Int
}
