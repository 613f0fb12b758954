/// A kind of source: what stands before the `=` of `--source KIND=ADDRESS`, and what it means.
public struct SourceKind: Sendable {
  public typealias Make = @Sendable (String, SourceSettings) throws(Problem) -> any Source

  /// Why no source can be made of what stands behind the `=`.
  public enum Problem: Error, Sendable, Hashable {
    case noWebAddress(String)
    case noSocketPath(String)
    case noShopName(String)
    /// What is specific to a kind, as a sentence.
    case other(String)
  }

  public let name: String
  /// How it is written, for help and messages.
  public let form: String
  /// Makes a source of what stands behind the `=`; empty when there is no `=`.
  public let make: Make

  public init(_ name: String, form: String, make: @escaping Make) {
    self.name = name
    self.form = form
    self.make = make
  }

  /// Every kind there is. One line each.
  public static let all: [SourceKind] = [
    .shop,
    .envoy,
    .haproxy,
    .prometheus,
    .metrics,
    .json,
    .replay,
  ]
}

/// What making a source needs to know of the world.
public struct SourceSettings: Sendable {
  /// The path of the control socket of the local mesh of that name.
  public var controlSocket: @Sendable (String) -> String

  /// What pages mean that are read by a profile.
  public var profiles: ProfileShelf

  public init(
    profiles: ProfileShelf = .empty, controlSocket: @escaping @Sendable (String) -> String
  ) {
    self.profiles = profiles
    self.controlSocket = controlSocket
  }
}
