/// A given answer changed to another value.
public struct Change: Hashable, Sendable {
  public let question: String
  /// The values answered before.
  public let from: ValueSet
  /// The one value answered instead.
  public let to: Int

  public init(question: String, from: ValueSet, to: Int) {
    self.question = question
    self.from = from
    self.to = to
  }
}

/// A smallest set of changes that leads to another recommendation.
public struct Flip: Hashable, Sendable {
  /// The largest number of answers that are changed at once.
  public static let sizeLimit = 3

  public let changes: [Change]
  /// What is recommended after the changes.
  public let style: Style

  public init(changes: [Change], style: Style) {
    self.changes = changes
    self.style = style
  }
}
