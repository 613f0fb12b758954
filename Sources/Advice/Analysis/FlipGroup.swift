/// Flips that change the same questions and lead to the same style: the nearest tells enough.
public struct FlipGroup: Sendable {
  /// The one easiest to bring about.
  public let nearest: Flip
  /// How many others there are.
  public private(set) var others = 0

  /// Groups flips, in the order of the nearest ones.
  public static func groups(_ flips: [Flip]) -> [FlipGroup] {
    var groups: [FlipGroup] = []
    for flip in flips {
      let alike = groups.firstIndex { group in
        group.nearest.style == flip.style
          && group.nearest.changes.map(\.question) == flip.changes.map(\.question)
      }
      if let alike { groups[alike].others += 1 } else { groups.append(FlipGroup(nearest: flip)) }
    }
    return groups
  }
}
