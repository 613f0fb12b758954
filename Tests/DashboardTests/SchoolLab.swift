import Dashboard
import Labs
import MeshModel
import YAML

/// A lab of two steps on the market's mesh.
enum SchoolLab {
  static let text = """
    lab: school
    title: Learn to trip
    minutes: 3
    teaches: How a breaker between two services trips, and how it can be seen.
    patterns: [circuit-breaker]
    steps:
      - step: trip
        phase: inject
        title: Trip the breaker from order to payment
        text:
          - Payment works, and the breaker lets calls through.
          - Let payment fail now, and look at the breaker.
        setup: [{load: {rate: 20}}, {clear: payment}]
        check:
          for: 2
          within: 30s
          all:
            - {says: the breaker has tripped, event: order:payment, where: kind = breaker-open}
            - {says: it is open, edge: order:payment, where: breaker = open}
        hints:
          - {after: 10s, text: A fault acts on a service.}
          - {after: 20s, text: Errors of 50% are enough.}
        solution: [{fault: {on: payment, effect: errors 50%, for: 60s}}]
      - step: mend
        phase: fix
        title: Mend payment
        text: [End the fault.]
        setup: [{fault: {on: payment, effect: errors 50%, for: 60s}}]
        check:
          for: 1
          within: 30s
          all:
            - {says: it is closed, edge: order:payment, where: breaker = closed}
        solution: [{clear: payment}]
    cleanup: [{clear: payment}]

    """

  /// The labs as the program answers the wish to read them.
  static func shelf(_ progress: LabProgress = LabProgress()) -> Message {
    let complaints = Complaints()
    let reader = LabReader(
      LabReader.Vocabulary(services: ["order", "payment"], requests: ["order"]), complaints)
    let lab = (try? Document.parse(Array(text.utf8), file: "school.yaml")).flatMap(reader.read)
    return .labs([lab].compactMap(\.self), progress, problem: complaints.lines.first)
  }

  /// A round at a second; `trips` brings the news of it.
  static func round(
    _ second: Int, _ mesh: MarketMesh = .well, fresh: [MeshEvent] = []
  ) -> Message {
    var mesh = mesh
    mesh.second = second
    mesh.faults = []
    mesh.fresh = fresh
    return .mesh(mesh.frame)
  }

  static let tripped = MarketMesh.event(
    112, .breakerOpen, "order:payment", "5 consecutive failures")
}

extension Session {
  /// The last thing a lab wanted done.
  var labErrand: LabErrand? {
    effects.lazy.compactMap { effect in
      if case .mesh(.lab(let errand)) = effect { errand } else { nil }
    }.last
  }

  /// Opens the lab's first step on a mesh that is well, and sets it up.
  mutating func beginLab() throws {
    send(SchoolLab.round(105))
    try press("L")
    send(SchoolLab.shelf())
    try press("Enter Enter")
    try finishErrand(110)
  }

  /// What the lab wanted is done.
  mutating func finishErrand(_ second: Int, problem: String? = nil) throws {
    if let labErrand {
      send(.labDone(labErrand, at: MarketMesh.clock(second), problem: problem))
    }
  }
}
