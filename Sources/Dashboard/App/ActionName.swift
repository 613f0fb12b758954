extension Action {
  /// The name in files and lists, made of the case: `next-tab`, `tab-mesh`, `move-up`.
  ///
  /// Files of users hold these names: who renames a case keeps its old name here.
  public var name: String {
    switch self {
    case .showTab(let tab): return "tab-\(tab.rawValue)"
    case .move(let move): return "move-\(Self.hyphenated("\(move)"))"
    case .select: return "select"
    case .showShelf: return "show-shelf"
    case .followLink: return "follow-link"
    default: return Self.hyphenated("\(self)")
    }
  }

  /// `nextTab` as `next-tab`.
  private static func hyphenated(_ name: String) -> String {
    name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }
}
