import Terminal

extension Keys {
  /// The keys of the Patterns tab.
  static let patterns: [Binding] =
    moves(.patterns, page: true)
    + [Binding(.patterns, [.escape], .back, label: "back", help: "Goes up one level.")]
}
