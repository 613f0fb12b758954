import Filter
import MeshModel
import Reports
import TestSupport
import Testing

@Suite("The graph of a mesh")
struct MeshGraphTests {
  private func graph(_ snapshot: Snapshot) -> MeshGraph {
    MeshGraph(snapshot, edges: EdgeRow.rows(of: snapshot))
  }

  private func text(_ snapshot: Snapshot) -> String {
    Paint().text(GraphText.lines(graph(snapshot), width: 80))
  }

  @Test("in the languages of Graphviz and Mermaid")
  func languages() throws {
    for (name, snapshot) in [
      ("failing", MeshSamples.failing), ("hostile", MeshSamples.hostile),
      ("messaging", MeshSamples.messaging),
    ] {
      let graph = graph(snapshot)
      try expectGolden(GraphDot.text(graph), "mesh-\(name).dot")
      try expectGolden(GraphMermaid.text(graph), "mesh-\(name).mermaid")
    }
  }

  @Test("does not depend on the order or on the figures of what is drawn")
  func stable() {
    let snapshot = MeshSamples.failing
    var other = snapshot
    other.edges.reverse()
    other.services.reverse()
    #expect(text(other) == text(snapshot))
    func shape(_ snapshot: Snapshot) -> [Substring] {
      text(snapshot).split(separator: "\n").map { $0.prefix { $0 != "/" && !$0.isNumber } }
    }
    for index in other.edges.indices { other.edges[index].traffic = TrafficFigures() }
    #expect(shape(other).count == shape(snapshot).count)
  }

  @Test("one more service moves no other")
  func grows() {
    var more = MeshSamples.failing
    more.edges.append(
      Snapshot.Edge(
        from: "user", to: "zoo", protocol: "http", traffic: TrafficFigures(), inFlight: nil))
    let before = text(MeshSamples.failing).split(separator: "\n")
    let after = text(more).split(separator: "\n")
    #expect(after.count == before.count + 1)
    #expect(before.allSatisfy { after.contains($0) })
  }

  @Test("a circle is drawn once, and a service that calls itself too")
  func circles() {
    var circle = MeshSamples.empty
    circle.edges = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "c")].map {
      Snapshot.Edge(
        from: $0, to: $1, protocol: "http", traffic: TrafficFigures(), inFlight: nil)
    }
    let lines = text(circle).split(separator: "\n").dropFirst()
    #expect(
      lines.map { String($0) } == [
        "a", "└▸ b  -", "   └▸ c  -", "      ├▸ a  -  (above)", "      └▸ c  -  (above)",
      ])
  }

  @Test("hundreds of services that all call one another end all the same")
  func dense() {
    var dense = MeshSamples.empty
    let names = (0..<40).map { "s\($0)" }
    dense.edges = names.flatMap { from in
      names.map { to in
        Snapshot.Edge(
          from: from, to: to, protocol: "http", traffic: TrafficFigures(), inFlight: nil)
      }
    }
    #expect(text(dense).split(separator: "\n").count < 2000)
  }
}
