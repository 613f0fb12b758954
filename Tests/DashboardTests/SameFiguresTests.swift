import Filter
import MeshModel
import Reports
import Terminal
import Testing

@testable import Dashboard

/// What the screen says of a snapshot, and what the commands say of the same.
@Suite("One figure has one form, on screen and in commands")
struct SameFiguresTests {
  /// Figures at the edges of every form, and of few samples and of many.
  private static var mesh: MarketMesh {
    var mesh = MarketMesh.failing
    let rates: [Double?] = [nil, 0, 0.04, 0.05, 20.06, 99.94, 99.95, 999.9, 9999.6, 123_456]
    let times: [Double?] = [nil, 0.04, 0.05, 9.94, 9.96, 183, 999.4, 999.6, 1250, 99_960]
    let errors: [Double?] = [nil, 0, 0.0004, 0.0006, 0.12, 0.9994, 0.9996, 1, 0.5, 0.001]
    mesh.services = rates.indices.map { index in
      var service = MarketMesh.service(
        "service-\(index)", index % 3 == 0 ? .healthy : index % 3 == 1 ? .degraded : .failing,
        "why \(index)", rate: rates[index], errors: errors[index], busy: Double(index * 700))
      service.traffic.latency.p50 = times[index]
      service.traffic.latency.p95 = times[index].map { $0 * 1.1 }
      service.traffic.latency.p99 = times[index].map { $0 * 1.3 }
      service.traffic.latency.count = index % 2 == 0 ? 99 : 100
      return service
    }
    mesh.breakers = BreakerCondition.allCases.enumerated().map { index, state in
      Snapshot.Breaker(
        from: "order", to: "service-\(index)", kind: .library, state: state, confidence: .reported)
    }
    return mesh
  }

  /// The words of a line, which are its cells where none is empty.
  private func words(_ line: StyledLine) -> [String] {
    line.spans.map(\.text).joined().split(separator: " ").map(String.init)
  }

  @Test("every cell of the table of services says the same as the column of 'mesh stat'")
  func services() throws {
    let snapshot = try #require(Self.mesh.frame.snapshot)
    let table = ServiceTable(snapshot, ServiceRow.rows(of: snapshot)).wideLines().map(words)
    let titles = try #require(table.first)
    var session = try Session(size: "400x60", tab: .mesh)
    session.send(.mesh(Self.mesh.frame))
    let rows = session.screen.split(separator: "\n")
      .map { $0.split(separator: " ").map(String.init) }
      .filter { words in
        // A name, the sign of its health, and the word for it.
        words.count > 8 && words[0].hasPrefix("service-") && words[1].count == 1
          && Health.Status(rawValue: words[2]) != nil
      }
    #expect(rows.count == snapshot.services.count)
    #expect(rows.map(\.first) == table.dropFirst().map(\.first), "in the same order")
    for (row, line) in zip(rows, table.dropFirst()) {
      func column(_ title: String) throws -> String {
        // The state of health takes two words, a sign and a name.
        let place = try #require(titles.firstIndex(of: title)) + 1
        return line[place]
      }
      // name, sign and word of health, sign and word of the breaker, then the figures
      #expect(Array(row[1...2]) == Array(line[1...2]))
      let hasBreaker = row[3] != "-"
      let figures = Array(row[(hasBreaker ? 5 : 4)...])
      #expect(figures[0] == (try column("SUCCESS")))
      #expect(bare(try column("RATE"), "/s") == figures[1])
      #expect(bare(try column("P50"), "ms") == figures[2])
      #expect(bare(try column("P95"), "ms") == figures[3])
      #expect(bare(try column("P99"), "ms") == figures[4])
      #expect(figures[5] == (try column("INFLIGHT")))
      if hasBreaker {
        // The longest states are cut on the screen.
        let state = row[4].hasSuffix("…") ? String(row[4].dropLast()) : row[4]
        #expect(line.joined(separator: " ").contains("\(row[3]) \(state)"))
      }
    }
  }

  /// Without the unit, which stands above the column on the screen.
  private func bare(_ text: String, _ unit: String) -> String {
    text.hasSuffix(unit) ? String(text.dropLast(unit.count)) : text
  }
}
