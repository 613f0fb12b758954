import Filter
import MeshModel
import Reports
import Terminal
import Testing

@testable import Dashboard

/// What the screens say of messages, and what the commands say that they show.
@Suite("Messages have the same figures on screen and in commands")
struct MessageScreenTests {
  private static let meshes: [MarketMesh] = [.messaging, .stuck, .crowded]

  private func session(
    _ mesh: MarketMesh, _ tab: Tab = .mesh, _ keys: String = "", size: String = "240x60"
  ) throws -> Session {
    var session = try Session(size: size, tab: tab, mesh: MeshTab(name: "market"))
    session.send(.mesh(mesh.frame))
    try session.press(keys)
    return session
  }

  private func snapshot(_ mesh: MarketMesh) throws -> Snapshot { try #require(mesh.frame.snapshot) }

  private func text(_ lines: [StyledLine]) -> [String] {
    lines.map { $0.spans.map(\.text).joined() }
  }

  /// The rows a command prints.
  private func printed(by command: String, _ snapshot: Snapshot) throws -> [EdgeRow] {
    let condition = try #require(command.split(separator: " --where ", maxSplits: 1).last)
    let bare = condition.trimming("'").replacing("'\\''", with: "'")
    return EdgeRow.rows(of: snapshot).filter(try Filter(bare, EdgeRow.fields).matches)
  }

  private func command(_ session: Session) -> String {
    let line = session.screen.split(separator: "\n").last { $0.hasPrefix(" $ ") }
    return line.map { String($0.dropFirst(3)) } ?? ""
  }

  @Test("the table of channels says what 'mesh stat' says, row by row", arguments: meshes.indices)
  func channels(_ index: Int) throws {
    let mesh = Self.meshes[index]
    let snapshot = try snapshot(mesh)
    let rows = EdgeRow.rows(of: snapshot).filter { $0.channel != nil }
    let printed = text(EdgeTable(snapshot, rows).wideLines())
    let titles = try #require(printed.first)
    #expect(rows.count == mesh.channels.count)
    let screen = try session(mesh).screen.split(separator: "\n").map(String.init)
    let head = try #require(screen.firstIndex { $0.hasPrefix(" from ") })
    for (row, (line, shown)) in zip(rows, zip(printed.dropFirst(), screen[(head + 1)...])) {
      #expect(line.contains(row.channel?.topic ?? "?") && shown.contains(row.channel?.topic ?? "?"))
      for column in ChannelColumn.all {
        let title = column.title.uppercased()
        let wanted = title == "SUCCESS" ? "OK" : title
        #expect(
          cell(wanted, line, titles) == cell(column.title, shown, screen[head]),
          "\(row.channel?.topic ?? ""): \(title)")
      }
    }
  }

  /// What stands under a title that ends where its figures do.
  private func cell(_ title: String, _ line: String, _ titles: String) -> String? {
    guard let place = titles.ranges(of: "  \(title)").first ?? titles.ranges(of: " \(title)").first
    else { return nil }
    let end = titles.distance(from: titles.startIndex, to: place.upperBound)
    return line.prefix(end).split(separator: " ").last.map(String.init)
  }

  @Test("the column of messages is that of 'mesh stat', and only where there are messages")
  func handled() throws {
    let screen = try session(.messaging).screen.split(separator: "\n").map(String.init)
    let titles = try #require(screen.first { $0.contains("msgs/s") })
    let snapshot = try snapshot(.messaging)
    let lines = text(ServiceTable(snapshot, ServiceRow.rows(of: snapshot)).wideLines())
    for service in snapshot.services {
      let line = try #require(lines.first { $0.hasPrefix(service.name + " ") })
      let row = try #require(screen.first { $0.hasPrefix(" \(service.name) ") })
      let rate = try #require(cell("MSGS", line, lines[0]))
      #expect(rate.replacing("/s", with: "") == cell("msgs/s", row, titles), "\(service.name)")
    }
    #expect(try !session(.well).screen.contains("msgs/s"))
  }

  @Test(
    "a way on the topology is drawn with what 'mesh graph' writes at it", arguments: meshes.indices)
  func ways(_ index: Int) throws {
    let snapshot = try snapshot(Self.meshes[index])
    let graph = text(
      GraphText.lines(MeshGraph(snapshot, edges: EdgeRow.rows(of: snapshot)), width: 300))
    for name in MessageWay.names(in: snapshot) {
      let way = try #require(MessageWay(from: name.from, to: name.to, in: snapshot))
      guard !way.isPublishing else { continue }
      let told = way.sentences.map(\.text).filter { !$0.hasPrefix(" ") }
      #expect(told.count == way.rows.count)
      for sentence in told {
        #expect(graph.contains { $0.contains("┈▸") && $0.contains(sentence) }, "\(sentence)")
      }
    }
  }

  @Test("the shown command prints exactly the channels of a way", arguments: meshes.indices)
  func commands(_ index: Int) throws {
    let mesh = Self.meshes[index]
    let snapshot = try snapshot(mesh)
    for name in MessageWay.names(in: snapshot) {
      let way = try #require(MessageWay(from: name.from, to: name.to, in: snapshot))
      let calls = snapshot.edges.count { $0.from == name.from && $0.to == name.to }
      var session = try session(mesh)
      session.state.mesh.place = .edge(from: name.from, to: name.to)
      let rows = try printed(by: command(session), snapshot)
      #expect(rows.compactMap(\.channel) == way.rows.compactMap(\.channel), "\(name)")
      #expect(rows.count { $0.channel == nil } == calls, "\(name)")
      for channel in way.rows.compactMap(\.channel) {
        #expect(session.screen.contains(channel.topic))
      }
    }
  }

  @Test("enter leads from a service to the way of its messages, and on to the other end")
  func keys() throws {
    var session = try session(.stuck, .mesh, "Enter Enter", size: "110x36")
    #expect(session.screen.contains("payment ▸ broker→payment"))
    #expect(command(session).hasSuffix("--where 'broker = broker and to = payment'"))
    #expect(session.words.contains("none of 120 messages is handled"))
    #expect(session.words.contains("3 dead letters: given up after too many tries"))
    try session.press("Enter")
    #expect(session.screen.contains("payment ▸ broker→payment ▸ broker"))
    try session.press("Esc Esc Down Enter")
    #expect(session.screen.contains("payment ▸ payment→broker"))
    #expect(command(session).hasSuffix("--where 'broker = broker and from = payment'"))
  }

  @Test("on the topology, ways of messages are marked and opened as calls are")
  func topologyKeys() throws {
    var session = try session(.stuck, .topology, "e", size: "110x36")
    #expect(session.words.contains("── broker → payment ──"))
    #expect(
      session.words.contains("orders 0/s 100% failed 120 not handled, oldest 14.4s 3 dead"))
    #expect(
      command(session)
        == "archadvisor mesh graph --name market --where 'broker = broker and to = payment'")
    try session.press("Enter")
    #expect(session.screen.contains("broker→payment"))
  }

  @Test(
    "what is drawn around a service is what the graph's command draws",
    arguments: ["broker", "payment", "order"])
  func near(_ service: String) throws {
    let session = try session(.stuck, .topology, "/ \"\(service)\" Enter Esc z", size: "110x36")
    let rows = try printed(by: command(session), snapshot(.stuck))
    let drawn =
      session.state.topology.scene.map { scene in
        scene.graph.calls.indices.map(scene.name)
      } ?? []
    for name in drawn where name.from == service || name.to == service {
      #expect(
        rows.contains { row in
          guard let channel = row.channel else {
            return row.edge.from == name.from && row.edge.to == name.to
          }
          return channel.broker == name.from && channel.consumers.contains(name.to)
            || channel.broker == name.to && channel.producers.contains(name.from)
        }, "\(name)")
    }
    #expect(!drawn.isEmpty)
  }

  /// Who takes messages calls the broker for them, so those calls are what can be broken or followed.
  @Test(
    "what breaks a way of messages are the calls that fetch them",
    arguments: [
      (Tab.mesh, "Enter F f"), (.topology, "e F f"),
    ])
  func faults(_ tab: Tab, _ keys: String) throws {
    #expect(try session(.stuck, tab, keys).words.contains("Break payment:broker"))
  }

  @Test("calls and messages on the same way are both told of, and drawn once")
  func both() throws {
    var session = try session(.crowded, size: "110x60")
    session.state.mesh.place = .edge(from: "broker", to: "order")
    #expect(session.words.contains("broker → order over http"))
    #expect(session.words.contains("broker hands messages to order"))
    let topology = try self.session(.crowded, .topology)
    let names = topology.state.topology.whole.calls.map { [$0.from, $0.to] }
    #expect(Set(names).count == names.count)
  }
}

extension Substring {
  fileprivate func trimming(_ mark: Character) -> String {
    String(drop { $0 == mark }.reversed().drop { $0 == mark }.reversed())
  }
}
