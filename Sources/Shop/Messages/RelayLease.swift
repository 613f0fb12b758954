/// Who sends the messages of an outbox at present.
public struct RelayLease: Hashable, Sendable {
  /// The relay that may send.
  public let owner: String
  /// On the steady clock, in microseconds.
  public let expires: Int

  public init(owner: String, expires: Int) {
    self.owner = owner
    self.expires = expires
  }

  /// Whether it still binds others.
  ///
  /// The steady clock starts anew with the machine, so a lease from before may seem to hold for
  /// days. No lease is longer than `length`: one that seems much longer is from another life.
  ///
  /// - Parameter length: microseconds.
  func binds(_ now: Moment, length: Int) -> Bool {
    expires > now.steady && expires <= now.steady + length + Moment.disorder
  }
}
