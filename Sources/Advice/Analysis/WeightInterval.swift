/// The weights one criterion may have, the others as they are, without changing the recommendation.
public struct WeightInterval: Sendable {
  /// The criterion, which bears the name of its question.
  public let criterion: String
  /// Its weight now.
  public let weight: Int
  /// With every whole weight in here the recommendation stays.
  public let kept: ClosedRange<Int>
  /// What is recommended one step below; nil at weight 0, or when nothing is.
  public let below: Style?
  /// What is recommended one step above; nil at the largest weight there may be.
  public let above: Style?
}
