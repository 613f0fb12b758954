public import Dashboard
public import MeshModel
public import Terminal
public import YAML

/// What a configuration file says; nil is as usual.
public struct Configuration: Sendable {
  /// The name of a theme.
  public var theme: String?
  /// Whether only ASCII characters are drawn.
  public var isAscii: Bool?
  /// Whether the mouse works from the start.
  public var usesMouse: Bool?
  /// Whether traffic moves.
  public var animates: Bool?
  /// Whether text may be put into the terminal's clipboard.
  public var copies: Bool?
  /// As it is written after `--window`.
  public var window: String?
  /// As it is written after `--interval`.
  public var interval: String?
  /// The mesh that is meant.
  public var name: String?
  /// What is looked at, as for `--source`.
  public var sources: [String]?
  /// Other thresholds of health, the first that matches a service first.
  public var thresholds: [(pattern: String, limits: HealthRules.Limits)] = []
  /// Other keys.
  public var wishes: [KeyWish] = []
  /// The keys in force.
  public var table = Keys.table
  /// Where each setting stands.
  public internal(set) var places: [Setting: Place] = [:]
  /// Each setting as it is written there, on one line.
  public internal(set) var texts: [Setting: String] = [:]

  /// As without a file.
  public init() {}

  /// What `schema` says in a file.
  public static let schema = "archadvisor.config/1"

  /// The rules of health by the thresholds.
  public var rules: HealthRules {
    var rules = HealthRules()
    rules.exceptions = thresholds
    return rules
  }
}
