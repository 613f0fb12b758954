/// How far a recommendation can be relied on.
///
/// The classes are tried in this order:
/// - *certain*: no answer to the open questions and no weights inside their stated ranges, all of them
///   moved at once, lead to another style. Exact, up to the rounding of scores.
/// - *undetermined*: less than a fifth of the weight is answered; too little is known to judge.
/// - *robust*: the recommended style stays ahead of every other when all weights at once move against
///   it half the way to the ends of their ranges, open questions counting with their mean; and at most
///   one in twenty small changes of an answer leads to another style. A small change is any answer to
///   one open question, or one given answer corrected to the next value (any other value where the
///   values have no order).
/// - *fragile*: everything else.
///
/// A weight set by hand has no range.
public enum Robustness: String, CaseIterable, Sendable {
  case certain
  case robust
  case fragile
  case undetermined
}

/// What the class of robustness was found from.
public struct Stability: Sendable {
  public let robustness: Robustness
  /// The weight of the criteria whose question is answered or not applicable.
  public let answeredWeight: Int
  /// The weight of all criteria.
  public let totalWeight: Int
  /// Whether the recommendation stays when all weights at once move against it half the way to the
  /// ends of their ranges.
  public let withstandsWeights: Bool
  /// The small changes of an answer there are.
  public let smallChanges: Int
  /// Those of them that lead to another style, or to none.
  public let upsets: Int
}
