/// The screens, in the order of their numbers.
public enum Tab: String, CaseIterable, Sendable {
  /// The interview.
  case advise
  /// Criteria by styles.
  case matrix
  /// The services that run, live.
  case mesh
  /// The breakers between the services, and what happened to them.
  case breakers

  /// The name on the screen.
  public var title: String {
    switch self {
    case .advise: "Advise"
    case .matrix: "Matrix"
    case .mesh: "Mesh"
    case .breakers: "Breakers"
    }
  }

  /// The place in the row of tabs, from 0.
  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The tab so many places further on, starting over at the end.
  func stepped(by count: Int) -> Tab {
    let all = Self.allCases
    return all[((index + count) % all.count + all.count) % all.count]
  }
}
