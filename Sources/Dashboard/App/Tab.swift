/// The screens, in the order of their numbers.
public enum Tab: String, CaseIterable, Sendable {
  /// The interview.
  case advise
  /// Criteria by styles.
  case matrix
  /// The services that run, live.
  case mesh
  /// Who calls whom, drawn as a graph.
  case topology
  /// The breakers between the services, and what happened to them.
  case breakers
  /// What the rules know: styles, patterns, warning signs, trade-offs, sources.
  case patterns

  /// The name on the screen.
  public var title: String {
    switch self {
    case .advise: "Advise"
    case .matrix: "Matrix"
    case .mesh: "Mesh"
    case .topology: "Topology"
    case .breakers: "Breakers"
    case .patterns: "Patterns"
    }
  }

  /// Whether it shows the mesh.
  var isOfMesh: Bool { [.mesh, .topology, .breakers].contains(self) }

  /// The place in the row of tabs, from 0.
  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The tab of a number, as its key and the row of tabs name it, from 1; nil for no tab's number.
  public init?(number: Int) {
    let all = Self.allCases
    guard all.indices.contains(number - 1) else { return nil }
    self = all[number - 1]
  }

  /// The tab so many places further on, starting over at the end.
  func stepped(by count: Int) -> Tab {
    let all = Self.allCases
    return all[((index + count) % all.count + all.count) % all.count]
  }
}
