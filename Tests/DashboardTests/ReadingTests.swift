import Dashboard
import Instruments
import MeshModel
import Terminal
import TestSupport
import Testing

/// Logs and requests of what is marked or open.
@Suite struct ReadingTests {
  private func session(
    _ mesh: MeshTab = MeshTab(name: "market"), keys: String = "", size: String = "120x36"
  ) throws -> Session {
    var session = try Session(size: size, tab: .mesh, mesh: mesh)
    session.send(.mesh(MarketMesh.failing.frame))
    try session.press(keys)
    return session
  }

  /// What the program was asked to read, the latest last; nil for nothing any more.
  private func asked(_ session: Session) -> [MeshSubject?] {
    session.effects.compactMap { effect in
      if case .follow(let subject) = effect { Optional.some(subject) } else { nil }
    }
  }

  @Test(arguments: [
    ("l", MeshSubject.logs(of: "payment")), ("Enter l", .logs(of: "payment-1")),
    ("Enter Down Down l", .logs(of: "order:payment")), ("T", .traces(through: "payment")),
    ("Enter Down Down T", .traces(through: "order:payment")), ("l T", .traces(through: "payment")),
  ])
  func itIsAboutWhatIsMarked(_ keys: String, _ subject: MeshSubject) throws {
    #expect(try asked(session(keys: keys)).last == subject)
  }

  /// Nothing is read that nobody looks at.
  @Test func whatIsClosedIsReadNoMore() throws {
    var session = try session(keys: "l")
    try session.press("2")
    #expect(asked(session) == [.logs(of: "payment"), nil])
    try session.press("3")
    #expect(asked(session).last == .logs(of: "payment"))
    try session.press("Esc")
    #expect(asked(session).last == .some(nil))
    session.send(MarketTraces.logs(MarketTraces.lines(3)))
    #expect(!session.words.contains("lines of payment"))
  }

  @Test func aMeshThatEndsEndsReading() throws {
    var session = try session(keys: "l")
    session.send(.mesh(MarketMesh.absent(101)))
    #expect(asked(session).last == .some(nil))
  }

  @Test(arguments: ["l", "T"])
  func onlyTheShopTells(_ key: String) throws {
    let session = try session(MeshTab(sources: ["envoy=http://127.0.0.1:9901"]), keys: key)
    #expect(asked(session).isEmpty)
    #expect(session.words.contains("come only from the shop"))
  }

  @Test func newLinesAreFollowedUntilSomebodyLooksUp() throws {
    var session = try session(keys: "l")
    #expect(session.words.contains("Reading the log of payment"))
    session.send(MarketTraces.logs(MarketTraces.lines(100)))
    #expect(session.words.contains("100 lines of payment"))
    #expect(session.screen.contains("order=o-99") && !session.screen.contains("order=o-20"))
    session.send(MarketTraces.logs(MarketTraces.lines(1, from: 100), isFromStart: false))
    #expect(session.screen.contains("order=o-100"))
    try session.press("PageUp PageUp PageUp")
    func rows() -> [Substring] {
      // What stands at the right edge tells how far up one is, which changes.
      session.screen.split(separator: "\n").dropFirst(6).prefix(15).map { $0.prefix(90) }
    }
    let before = rows()
    session.send(MarketTraces.logs(MarketTraces.lines(50, from: 101), isFromStart: false))
    #expect(rows() == before)
    try session.press("G")
    #expect(session.screen.contains("order=o-149"))
  }

  /// However many lines come, the latest thousand are kept.
  @Test func linesAreBounded() throws {
    var session = try session(keys: "l")
    for step in 0..<5 {
      session.send(
        MarketTraces.logs(MarketTraces.lines(400, from: step * 400), isFromStart: step == 0))
    }
    #expect(session.words.contains("The last 1000 lines of payment"))
    try session.press("g")
    #expect(session.screen.contains("order=o-1000") && !session.screen.contains("order=o-999 "))
  }

  /// A line that comes late goes to its place.
  @Test func linesStandInOrderOfTime() {
    let older = MeshSight(
      .logs(of: "a"), .lines(LogLines(MarketTraces.lines(3, from: 4), isFromStart: true)))
    let late = MeshSight(
      .logs(of: "a"), .lines(LogLines(MarketTraces.lines(2, from: 2), isFromStart: false)))
    guard case .lines(let lines) = late.after(older).outcome else {
      Issue.record("no lines")
      return
    }
    #expect(lines.entries == MarketTraces.lines(5, from: 2) && lines.isFromStart)
  }

  @Test func aFilterShowsWhatItFindsAndTheCommandSaysSo() throws {
    var session = try session(keys: "l")
    session.send(MarketTraces.logs(MarketTraces.lines(100)))
    try session.press("/ \"locked\"")
    #expect(session.screen.contains("Filter locked") && !session.screen.contains("OrderPlaced"))
    try session.press("Enter")
    #expect(session.words.contains("100 lines of payment, 9 with \"locked\""))
    #expect(session.words.contains("mesh logs payment --match locked -o text --name market"))
    session.send(MarketTraces.logs(MarketTraces.lines(22, from: 100), isFromStart: false))
    #expect(session.words.contains("122 lines of payment, 11 with"))
    try session.press("Esc")
    #expect(
      session.screen.contains("OrderPlaced") && session.words.contains("122 lines of payment"))
    try session.press("Esc")
    #expect(!session.words.contains("lines of payment"))
  }

  /// A picture that stands still has the lines of its moment.
  @Test func freezingStopsTheLog() throws {
    var session = try session(keys: "l")
    session.send(MarketTraces.logs(MarketTraces.lines(100)))
    try session.press("Space")
    session.send(MarketTraces.logs(MarketTraces.lines(100, from: 1_000), isFromStart: false))
    #expect(session.screen.contains("order=o-99") && !session.screen.contains("order=o-1099"))
    try session.press("Space")
    #expect(session.screen.contains("order=o-1099"))
  }

  @Test func aLineLeadsToItsRequest() throws {
    var session = try session(keys: "l")
    session.send(MarketTraces.logs(MarketTraces.lines(5)))
    try session.press("Enter")
    #expect(asked(session).last == .trace("4bf92f3577b34da64"))
    try session.press("Esc")
    session.send(MarketTraces.logs(MarketTraces.lines(6)))
    try session.press("Enter")
    #expect(session.words.contains("This line belongs to no request"))
  }

  @Test func requestsLeadToTheirWaterfall() throws {
    var session = try session(keys: "T")
    session.send(MarketTraces.traces(through: "payment"))
    #expect(session.words.contains("31 requests through payment, of 812 kept; the worst first"))
    #expect(
      session.words.contains("mesh trace --worst --through payment --count 50 --name market"))
    try session.press("Enter")
    #expect(asked(session).last == .trace(MarketTraces.failed.id))
    session.send(MarketTraces.trace(MarketTraces.failed))
    #expect(session.screen.contains("~ payment-1 consume orders"))
    #expect(session.words.contains("mesh trace \(MarketTraces.failed.id) --name market"))
    try session.press("Esc Down Down Enter Esc")
    #expect(session.words.contains("31 requests"))
  }

  /// What is marked stays marked when the list is read anew.
  @Test func marksFollowRequests() throws {
    var session = try session(keys: "T")
    session.send(MarketTraces.traces(through: "payment"))
    try session.press("Down Down Enter")
    let wanted = asked(session).last
    try session.press("Esc")
    session.send(
      MarketTraces.traces(through: "payment", Array(MarketTraces.list.dropFirst())))
    try session.press("Enter")
    #expect(asked(session).last == wanted)
  }

  /// A session with the request open that failed.
  private func opened(_ trace: Trace = MarketTraces.failed, keys: String = "") throws -> Session {
    var session = try session(keys: "T")
    session.send(MarketTraces.traces(through: "payment", [trace]))
    try session.press("Enter")
    session.send(MarketTraces.trace(trace))
    try session.press(keys)
    return session
  }

  @Test func theLogOfARequestIsThatOfItsRequest() throws {
    var session = try session(keys: "T")
    session.send(MarketTraces.traces(through: "payment"))
    try session.press("l")
    let id = MarketTraces.failed.id
    #expect(asked(session).last == .requestLogs(id))
    #expect(session.words.contains("mesh logs --trace \(id) -o text --name market"))
    let lines = MarketTraces.lines(3)
    session.send(.sight(MeshSight(.requestLogs(id), .lines(LogLines(lines, isFromStart: true)))))
    #expect(session.words.contains("3 lines of request 4bf92f35"))
    #expect(try asked(opened(keys: "l")).last == .requestLogs(id))
    session.send(.sight(MeshSight(.requestLogs(id), .lines(LogLines([], isFromStart: true)))))
    #expect(session.words.contains("No log line belongs to request 4bf92f35"))
  }

  /// What a key acts on is marked, in sight, and named.
  @Test(arguments: [
    ("", "gateway"), ("Down Down", "order"), ("Down Down Down", "order"), ("G", "payment"),
  ])
  func aFaultActsOnTheMarkedSpan(_ keys: String, _ target: String) throws {
    var session = try opened(keys: keys)
    let marked = session.screen.split(separator: "\n").first { $0.hasPrefix(" ▸") }
    // A call names who is called; what can be broken is who calls.
    #expect(marked?.contains(target) == true || marked?.contains("→") == true)
    try session.press("F f")
    #expect(session.words.contains("─ Break \(target) ─"))
  }

  @Test func aFaultActsOnTheMarkedCall() throws {
    let session = try opened(MarketTraces.refused, keys: "Down F f")
    #expect(session.words.contains("─ Break order:payment ─"))
  }

  @Test func enterFoldsASpanOrOpensWhoDidTheWork() throws {
    var session = try opened(keys: "Down Enter")
    #expect(session.screen.contains("→ POST order  +5, 1 failed"))
    #expect(!session.screen.contains("consume orders"))
    #expect(session.words.contains("Enter unfolds the 5 below"))
    try session.press("Enter")
    #expect(session.screen.contains("~ payment-1 consume orders"))
    try session.press("G")
    #expect(session.words.contains("payment-1 takes a message: consume orders, 40.0ms after"))
    try session.press("Enter")
    #expect(session.words.contains("payment-1 of payment is"))
    try session.press("Esc")
    #expect(
      session.screen.split(separator: "\n").contains {
        $0.hasPrefix(" ▸") && $0.contains("consume")
      })
  }

  @Test func aCallThatWasNotSentSaysByWhichBreaker() throws {
    var session = try session(keys: "T")
    session.send(MarketTraces.traces(through: "payment", [MarketTraces.refused]))
    #expect(session.words.contains("✗ breaker open: order → payment, not sent."))
    let trace = try opened(MarketTraces.refused)
    #expect(trace.words.contains("✗ breaker open: order → payment, not sent"))
  }

  /// Spans take a second or two; until then a request is not gone.
  @Test func aRequestThatHasJustBegunIsNotGone() throws {
    var session = try session(keys: "l")
    session.send(MarketTraces.logs(MarketTraces.lines(5)))
    try session.press("Enter")
    let id = "4bf92f3577b34da64"
    session.send(.mesh(MarketMesh.failing.frame))
    session.send(.tick(MarketMesh.clock(91)))
    session.send(.sight(MeshSight(.trace(id), .noTrace)))
    #expect(session.words.contains("has only just begun: it is not here yet"))
    session.send(.tick(MarketMesh.clock(102)))
    #expect(session.words.contains("is not kept any more"))
    session.send(
      .sight(
        MeshSight(.trace(id), .traces(TraceList([MarketTraces.failed], kept: 1, lostSpans: 0)))))
    #expect(session.screen.contains("gateway-1 POST /api/orders"))
  }

  @Test func requestsAreFiltered() throws {
    var session = try session(keys: "T")
    session.send(MarketTraces.traces(through: "payment"))
    try session.press("/ \"took > 20\"")
    #expect(asked(session).last == .traces(through: "payment", where: "took > 20"))
    #expect(session.screen.contains("Filter took > 20") && !session.screen.contains("ba02"))
    try session.press("Enter")
    #expect(
      session.words.contains("mesh trace --worst --through payment --where 'took > 20' --count 50"))
    // Those are heard of that the list could not hold before.
    let list = TraceList([MarketTraces.failed], matching: 77, kept: 812, lostSpans: 0)
    session.send(.sight(MeshSight(.traces(through: "payment", where: "took > 20"), .traces(list))))
    #expect(session.words.contains("1 of 77 requests through payment"))
    try session.press("Esc")
    #expect(asked(session).last == .traces(through: "payment"))
    try session.press("/ \"orders/{id}\"")
    let found = "route ~ \"orders/{id}\" or service ~ \"orders/{id}\" or failure ~ \"orders/{id}\""
    #expect(asked(session).last == .traces(through: "payment", where: found))
    try session.press("Esc / \"took >\"")
    #expect(session.words.contains("'took' is compared with a time"))
  }

  @Test func aLongTailIsDrawnOnlyWhenAskedFor() throws {
    var session = try opened(keys: "z")
    #expect(session.words.contains("The axis covers all of the request already."))
    var spans = MarketTraces.failed.spans
    let last = spans.removeLast()
    spans.append(
      Span(
        trace: last.trace, id: last.id, parent: last.parent, service: last.service,
        instance: last.instance, name: last.name, kind: last.kind, start: last.start + 900_000,
        duration: last.duration, failure: nil))
    session = try opened(Trace(id: last.trace, spans))
    #expect(
      session.words.contains("▸ beyond the axis") && session.words.contains("z draws all of it"))
    try session.press("z")
    #expect(!session.words.contains("beyond the axis"))
    #expect(session.words.contains("mesh trace \(last.trace) --whole --name market"))
  }

  @Test func whyNothingIsShownIsTold() throws {
    var session = try session(keys: "T")
    session.send(MarketTraces.traces(through: "payment", []))
    #expect(session.words.contains("No request through payment has been seen yet"))
    session.send(.sight(MeshSight(.traces(through: "payment"), .failed("It hangs."))))
    #expect(session.words.contains("It hangs."))
  }

  /// Lines of logs steer nothing, and neither do names in traces.
  @Test(arguments: ["l", "l Up", "l / x"])
  func hostileLines(_ keys: String) throws {
    var session = try session(keys: "l")
    session.send(MarketTraces.logs(MarketTraces.hostileLines))
    try session.press(keys.split(separator: " ").dropFirst().joined(separator: " "))
    let steering = session.screen.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator: true
      default: scalar.value == 0xFE0F
      }
    }
    #expect(steering.isEmpty && session.screen.contains("Fatal error"))
  }
}
