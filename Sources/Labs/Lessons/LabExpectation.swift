internal import Filter
public import MeshModel

/// Something that has to be so in the mesh: a condition on a service, an edge, or what happened.
public struct LabExpectation: Sendable {
  /// What it is about, and what has to hold of it.
  enum Test: Sendable {
    case service(String, Filter<ServiceRow>)
    case edge(from: String, to: String, Filter<EdgeRow>)
    /// At least one event of the subject since the step began.
    case event(String, Filter<MeshEvent>)
  }

  /// What it says, for people.
  public let says: String
  let test: Test

  /// Whether it is so.
  func finding(in evidence: LabEvidence) -> LabFinding {
    switch test {
    case .service(let name, let filter):
      finding(evidence.services.first { $0.service.name == name }, filter)
    case .edge(let from, let to, let filter):
      finding(evidence.edges.first { $0.edge.from == from && $0.edge.to == to }, filter)
    case .event(let subject, let filter):
      LabFinding(
        says: says,
        isMet: evidence.events.contains { $0.subject == subject && filter.matches($0) }, now: nil)
    }
  }

  private func finding<Row>(_ row: Row?, _ filter: Filter<Row>) -> LabFinding {
    guard let row else { return LabFinding(says: says, isMet: false, now: nil) }
    let readings = filter.readings(of: row).map(\.description).joined(separator: ", ")
    return LabFinding(says: says, isMet: filter.matches(row), now: readings)
  }
}

/// What was found about one expectation.
public struct LabFinding: Sendable, Equatable {
  /// What was expected.
  public let says: String
  public let isMet: Bool
  /// What is so now, as in `success 97.2%`; nil when there is nothing to see yet.
  public let now: String?
}

/// A round of live data, as labs look at it.
public struct LabRound: Sendable {
  /// When the round was over.
  public var at: ClockReading
  /// The latest state; nil while nothing is known.
  public var snapshot: Snapshot?
  /// What came in since the round before.
  public var events: [MeshEvent]

  public init(at: ClockReading, snapshot: Snapshot?, events: [MeshEvent]) {
    self.at = at
    self.snapshot = snapshot
    self.events = events
  }

  /// Whether all sources answered: what one of them does not tell proves nothing.
  public var isReadable: Bool { snapshot?.sources.allSatisfy(\.isGood) ?? false }
}

/// What a round, and the events since the step began, can prove.
struct LabEvidence {
  let services: [ServiceRow]
  let edges: [EdgeRow]
  let events: [MeshEvent]

  init(_ round: LabRound, _ events: [MeshEvent]) {
    let usable = round.isReadable ? round.snapshot : nil
    services = usable.map(ServiceRow.rows) ?? []
    edges = usable.map(EdgeRow.rows) ?? []
    self.events = events
  }
}
