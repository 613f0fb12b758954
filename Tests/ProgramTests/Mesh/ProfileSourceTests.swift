import HTTP
import JSON
import Synchronization
import TestSupport
import Testing

/// Pages of metrics and JSON from a real server, through the whole program.
@Suite("Sources that are read by a profile")
struct ProfileSourceTests {
  /// A server whose page counts up by itself: a thousand calls a second, nine in ten of them well.
  private final class Counting: Sendable {
    private struct Seen { var methods: Set<String> = [], looks: [(at: Double, calls: Double)] = [] }

    private let server: Server
    private let seen: State

    private final class State: Sendable { let value = Mutex(Seen()) }

    init() throws {
      let seen = State()
      self.seen = seen
      let start = ContinuousClock.now
      var settings = Server.Settings()
      settings.port = 0
      server = try Server(settings) { request in
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        // Whole numbers of ten, so that the ratio is exact in every window.
        let tens = (elapsed * 100).rounded(.down)
        seen.value.withLock {
          $0.methods.insert(request.method)
          $0.looks.append((elapsed, tens * 10))
        }
        return Response(200, text: Self.page(tens))
      }
    }

    var address: String { "127.0.0.1:\(server.port)" }
    var methods: Set<String> { seen.value.withLock { $0.methods } }

    /// Calls a second between the first look and the last, as the server saw it.
    var rate: Double {
      seen.value.withLock { seen in
        guard let first = seen.looks.first, let last = seen.looks.last else { return 0 }
        return (last.calls - first.calls) / (last.at - first.at)
      }
    }

    func stop() { server.stop() }

    private static func page(_ tens: Double) -> String {
      func line(_ code: String, _ flags: String, _ count: Double) -> String {
        "istio_requests_total{reporter=\"source\",source_canonical_service=\"order\","
          + "destination_canonical_service=\"payment\",response_code=\"\(code)\","
          + "response_flags=\"\(flags)\"} \(count)\n"
      }
      return "# TYPE istio_requests_total counter\n" + line("200", "-", tens * 9)
        + line("503", "UO", tens)
    }
  }

  @Test("rates are exactly as made, and only GET is sent")
  func rates() throws {
    let server = try Counting()
    defer { server.stop() }
    let run = try Program.archadvisor.run(
      "mesh", "stat", "--source", "metrics=istio@http://\(server.address)/stats/prometheus",
      "--window", "1s", "-o", "json")
    #expect(run.status == 0, "\(run)")
    let edge = try #require(try JSONDocument(run.outputBytes).root["edges"]?.items.first)
    #expect(edge["from"]?.string == "order" && edge["to"]?.string == "payment")
    #expect(edge["error_ratio"]?.number == 0.1)
    let answers = try #require(edge["answers_per_s"]?.number)
    let shed = try #require(edge["shed_per_s"]?.number)
    #expect(abs(answers - server.rate) < 0.1 * server.rate, "\(answers), \(server.rate)")
    #expect(abs(shed * 10 - answers) < 0.01, "\(shed) of \(answers)")
    #expect(server.methods == ["GET"])
  }

  @Test("a page of another kind is an ill source, whose name is told")
  func anotherPage() throws {
    let server = try Counting()
    defer { server.stop() }
    let run = try Program.archadvisor.run(
      "mesh", "stat", "--source", "metrics=traefik@http://\(server.address)", "--window", "1s")
    #expect(run.status == 69, "\(run)")
    #expect(run.errors.contains("nothing that the profile 'traefik' reads"), "\(run)")
  }

  @Test("a misspelt profile gets the nearest name and the list of all")
  func misspelt() throws {
    let run = try Program.archadvisor.run("mesh", "stat", "--source", "metrics=istoi@http://h:1")
    #expect(run.status == 64)
    #expect(run.errors.contains("did you mean 'istio'?"))
    #expect(run.errors.contains("haproxy-exporter, istio, linkerd"))
  }

  private static let mine = """
    profile: mine
    title: Mine
    reads: json
    pages: [/state]
    instances:
      - {each: list.*, service: s, instance: i, health: {path: h, map: {up: healthy}}}
    """
  private static let source = "json=mine@http://127.0.0.1:1"

  @Test("a profile from a folder of one's own is read with --knowledge")
  func ownProfile() throws {
    let folder = try TemporaryFolder()
    _ = try folder.folder("profiles")
    _ = try folder.file("profiles/mine.yaml", Self.mine)
    let run = try Program.archadvisor.run(
      "mesh", "stat", "--knowledge", folder.path("."), "--source", Self.source, "--window", "1s")
    #expect(run.status == 69, "\(run)")
    #expect(run.errors.contains(Self.source), "\(run)")
  }

  @Test("the text UI reads it too")
  func ownProfileOnTheScreen() throws {
    let folder = try TemporaryFolder()
    var knowledge = CleanKnowledge.files
    knowledge.files["profiles/mine.yaml"] = Self.mine
    try knowledge.write(into: folder)
    let command = "exec '\(Program.archadvisor.path)' --tab mesh --knowledge '\(folder.path)'"
    let terminal = try TerminalSession("\(command) --source \(Self.source)")
    try terminal.wait(for: Self.source)
    try terminal.press("q")
    #expect(try terminal.waitForExit() == 0)
  }
}
