import Filter
import MeshModel
import Reports
import Terminal
import TestSupport
import Testing

@Suite("Tables of a mesh")
struct MeshTableTests {
  private func services(_ snapshot: Snapshot, width: Int = 80) -> String {
    Paint().text(ServiceTable(snapshot, ServiceRow.rows(of: snapshot)).lines(width: width))
  }

  private func edges(_ snapshot: Snapshot, width: Int = 80) -> String {
    Paint().text(EdgeTable(snapshot, EdgeRow.rows(of: snapshot)).lines(width: width))
  }

  private static let samples: [(name: String, snapshot: Snapshot)] = [
    ("healthy", MeshSamples.healthy), ("failing", MeshSamples.failing),
    ("first", MeshSamples.first), ("hostile", MeshSamples.hostile), ("empty", MeshSamples.empty),
    ("one", MeshSamples.one), ("many", MeshSamples.many(12)),
    ("messaging", MeshSamples.messaging),
  ]

  @Test("the services and the edges of every sample")
  func golden() throws {
    for sample in Self.samples {
      let text =
        services(sample.snapshot) + "\n" + edges(sample.snapshot) + "\n"
        + Paint().text(
          GraphText.lines(
            MeshGraph(sample.snapshot, edges: EdgeRow.rows(of: sample.snapshot)), width: 80))
      try expectGolden(text, "mesh-\(sample.name).txt")
    }
  }

  @Test("wide, with all that is known")
  func wide() throws {
    let snapshot = MeshSamples.failing
    let text =
      Paint(ascii: true).text(
        ServiceTable(snapshot, ServiceRow.rows(of: snapshot)).wideLines()
          + EdgeTable(snapshot, EdgeRow.rows(of: snapshot)).wideLines())
    try expectGolden(text, "mesh-failing-wide.txt")
    let messaging = MeshSamples.messaging
    let wide =
      ServiceTable(messaging, ServiceRow.rows(of: messaging)).wideLines()
      + EdgeTable(messaging, EdgeRow.rows(of: messaging)).wideLines()
    try expectGolden(Paint().text(wide), "mesh-messaging-wide.txt")
  }

  @Test("where only channels are left, only they are shown")
  func channels() throws {
    let snapshot = MeshSamples.messaging
    let rows = EdgeRow.rows(of: snapshot).filter { $0.channel?.level.waiting == 31 }
    let text = Paint().text(EdgeTable(snapshot, rows).lines(width: 80))
    #expect(!text.contains("ATTEMPTS") && text.contains("WAITING") && !text.contains("inventory"))
    #expect(Paint().text(EdgeTable(snapshot, []).lines(width: 80)).contains("Nothing matches"))
    let one = ServiceRow.rows(of: snapshot).filter { $0.service.name == "inventory" }
    let service = Paint().text(ServiceTable(snapshot, one).lines(width: 80))
    #expect(service.contains("inventory") && !service.contains("payments"))
    let keeper = ServiceRow.rows(of: snapshot).filter { $0.service.name == "broker" }
    let kept = Paint().text(ServiceTable(snapshot, keeper).lines(width: 80))
    for topic in ["orders", "payments", "audit"] { #expect(kept.contains(topic)) }
  }

  @Test("with the instances of each service, and their versions where these differ")
  func instances() throws {
    var snapshot = MeshSamples.failing
    var slow = snapshot.services[2].instances[0]
    slow.id = "payment-2"
    slow.version = "v2"
    slow.health = .ejected
    slow.traffic = TrafficFigures()
    snapshot.services[2].instances.append(slow)
    let table = ServiceTable(snapshot, ServiceRow.rows(of: snapshot), instances: true)
    try expectGolden(Paint().text(table.lines(width: 80)), "mesh-instances.txt")
  }

  @Test("no line is wider than the screen", arguments: [20, 30, 40, 60, 80, 120])
  func fits(_ width: Int) {
    for sample in Self.samples {
      let graph = MeshGraph(sample.snapshot, edges: EdgeRow.rows(of: sample.snapshot))
      let lines =
        ServiceTable(sample.snapshot, ServiceRow.rows(of: sample.snapshot)).lines(width: width)
        + EdgeTable(sample.snapshot, EdgeRow.rows(of: sample.snapshot)).lines(width: width)
        + GraphText.lines(graph, width: width)
        + EventTable.lines(MeshSamples.events, width: width)
      for line in lines { #expect(line.columns <= width, "\(sample.name)") }
    }
  }

  @Test("names from outside steer nothing, in any format")
  func hostile() {
    let snapshot = MeshSamples.hostile
    let graph = MeshGraph(snapshot, edges: EdgeRow.rows(of: snapshot))
    let rows = ServiceRow.rows(of: snapshot)
    let check = MeshCheck(
      snapshot, services: snapshot.services, limits: MeshCheck.Limit.allCases)
    var bytes =
      SnapshotJSON(snapshot).bytes() + MeshLines.services(snapshot) + MeshLines.edges(snapshot)
    bytes += MeshLines.events(MeshSamples.events) + check.json(pretty: true)
    bytes += Array((MeshCSV.findings(check) + MeshCSV.events(MeshSamples.events)).utf8)
    bytes += Array(Paint().text(EventTable.wideLines(MeshSamples.events)).utf8)
    let all =
      services(snapshot) + edges(snapshot) + Paint().text(ServiceTable(snapshot, rows).wideLines())
      + Paint().text(GraphText.lines(graph, width: 80)) + GraphDot.text(graph)
      + GraphMermaid.text(graph) + MeshCSV.services(snapshot) + MeshCSV.edges(snapshot)
      + Paint().text(EventTable.lines(MeshSamples.events, width: 80))
      + Paint().text(check.page(columns: 80).lines) + String(decoding: bytes, as: UTF8.self)
    #expect(all.contains("52;c;"))
    let steering = all.unicodeScalars.filter { scalar in
      scalar != "\n"
        && (scalar.properties.generalCategory == .control
          || scalar.properties.generalCategory == .format)
    }
    #expect(steering.isEmpty, "\(steering.map(\.value))")
    #expect(!MeshCSV.services(snapshot).contains("\n="))
  }

  @Test("events, with what does not fit below")
  func events() throws {
    try expectGolden(
      Paint().text(EventTable.lines(MeshSamples.events, width: 80)), "mesh-events.txt")
  }
}
