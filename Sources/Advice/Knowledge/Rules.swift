public import YAML

/// What every conditional rule has.
public struct RuleHeader: Sendable {
  public let id: String
  /// Nil means always.
  public let when: Condition?
  /// Facts its texts rest on; those of its condition are in the condition.
  public let facts: [String]
  public let sources: [Citation]
  /// Answers under which it must fire and answers under which it must not, read when tested.
  public let proof: Node?
  public let place: Place
}

/// Excludes styles, whatever their score.
public struct Veto: Sendable {
  public let rule: RuleHeader
  public let excludes: [Style]
  public let because: String
  /// What would have to change for the veto to fall.
  public let remedy: String
}

/// Answers that cannot all be true.
public struct Contradiction: Sendable {
  public let rule: RuleHeader
  public let because: String
}

/// Something in what runs today, or in a recommended style, that goes wrong sooner or later.
public struct Warning: Sendable {
  public enum Severity: String, CaseIterable, Sendable, Comparable {
    case low, medium, high

    public static func < (left: Severity, right: Severity) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// The first level whose condition is true is the one reported.
  public struct Level: Sendable {
    public let severity: Severity
    public let when: Condition
    public let message: String
  }

  /// `when` holds when any level does.
  public let rule: RuleHeader
  public let title: String
  /// The recommended styles it warns of; nil for what is wrong whatever is recommended.
  public let styles: [Style]?
  public let levels: [Level]
}

/// Gives what runs today its right name.
public struct Finding: Sendable {
  public let rule: RuleHeader
  public let message: String
}

/// What a recommended style exposes you to.
public struct Risk: Sendable {
  public let rule: RuleHeader
  public let styles: [Style]
  /// How much it matters: the gravest are told first and never left out.
  public let severity: Warning.Severity
  public let message: String
  public let mitigation: String
}

/// A design worth knowing once a style is chosen.
public struct Pattern: Sendable {
  public enum Group: String, CaseIterable, Sendable {
    case edge, discovery, data, messaging, resilience, operations, evolution
  }

  public let rule: RuleHeader
  public let title: String
  public let styles: [Style]
  public let group: Group
  public let what: String
  public let useWhen: String
  public let why: String
  public let benefit: String
  public let cost: String
  public let because: String
  public let related: [String]
  /// What in a running mesh shows it at work; empty for what no mesh shows.
  public let seenAs: [MeshSign]
  /// Where in the shop it can be looked at.
  public let inTheShop: [ShopUse]

  /// A place in the shop that is built so.
  public struct ShopUse: Sendable {
    public let at: ShopPart
    /// How, in a sentence.
    public let text: String
  }
}

/// The services of the shop, the mesh that comes with the program.
public enum ShopPart: String, CaseIterable, Sendable {
  case gateway, registry, broker, user, product, inventory, payment, order
}

/// A step on the way from what runs today to the recommended style.
public struct Step: Sendable {
  public let rule: RuleHeader
  /// Steps are told in this order.
  public let order: Int
  public let to: [Style]
  public let action: String
  public let because: String
}
