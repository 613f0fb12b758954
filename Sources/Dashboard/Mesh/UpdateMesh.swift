import MeshModel
import Terminal

extension DashboardState {
  /// The services that are shown, in their order.
  var shownServices: [Snapshot.Service] { mesh.shown }

  /// The marked service among those that are shown; the first one when none is marked.
  var markedRow: Int {
    shownServices.firstIndex { $0.name == mesh.marked } ?? 0
  }

  var markedService: Snapshot.Service? {
    let services = shownServices
    return services.indices.contains(markedRow) ? services[markedRow] : nil
  }

  /// What a fault would act on: the marked service, instance or edge.
  var faultTarget: String? {
    if tab == .breakers { return markedBreaker.map { "\($0.from):\($0.to)" } }
    if tab == .topology { return topologyTarget }
    guard mesh.place != .table else { return markedService?.name }
    if case .trace = mesh.place { return spanTarget }
    // What is marked, or else the deepest of what is open that can be broken.
    return ([markedTarget] + mesh.path.reversed().map(\.place)).lazy.compactMap { place in
      if case .edge(let from, let to) = place { return callTarget(from: from, to: to) }
      return place?.target
    }.first
  }

  /// The calls from one service to another; where only messages go that way, the calls by which who takes
  /// them fetches them.
  func callTarget(from: String, to: String) -> String {
    guard let snapshot = mesh.frame?.snapshot,
      !snapshot.edges.contains(where: { $0.from == from && $0.to == to }),
      MessageWay(from: from, to: to, in: snapshot)?.isPublishing == false
    else { return "\(from):\(to)" }
    return "\(to):\(from)"
  }

  mutating func actInMesh(_ action: Action) -> [Effect] {
    switch action {
    case .filter where mesh.scope == .logs && tab == .mesh:
      let text = mesh.reading.filter
      box = .prompt(Prompt(.logFilter(before: text), text))
    case .filter where mesh.scope == .traces && tab == .mesh:
      let text = mesh.reading.filter
      box = .prompt(Prompt(.traceFilter(before: text), text))
    case .openLogs: openLogs()
    case .openTraces: openTraces()
    case .onlyIll: filter(mesh.filter.text == ServiceFilter.onlyIll ? "" : ServiceFilter.onlyIll)
    case .lookOftener, .lookRarer: return changeInterval(action == .lookRarer)
    case .filter: box = .prompt(Prompt(.filter(before: mesh.filter.text), mesh.filter.text))
    case .nextColumn: sort { $0.step(by: 1) }
    case .previousColumn: sort { $0.step(by: -1) }
    case .reverseOrder: sort { $0.isReversed.toggle() }
    case .startMesh: return give(.start)
    case .stopMesh: box = .confirmation(.stopMesh(name: mesh.name))
    case .armFaults: arm()
    case .chooseFault: faultTarget.map { box = .faultForm(FaultForm($0)) }
    case .freeze, .earlier, .muchEarlier, .later, .muchLater: actOnTime(action)
    case .clearFaults: return give(.clearFaults(faultsOnTarget.map(\.number)))
    default: moveInMesh(action)
    }
    return []
  }

  private mutating func moveInMesh(_ action: Action) {
    let page = max(1, size.rows - 12)
    switch mesh.place {
    case .table: moveInTable(action, page: page)
    case .logs, .requestLogs: actInLogs(action, page: page)
    case .trace: actInTrace(action, page: page)
    case .service, .edge, .instance, .traces: actInDetail(action, page: page)
    }
  }

  private mutating func moveInTable(_ action: Action, page: Int) {
    switch action {
    case .back: filter("")
    case .move(let move):
      let services = shownServices
      let row = moved(markedRow, move, count: services.count, page: page)
      if services.indices.contains(row) { mesh.marked = services[row].name }
    case .select(let row):
      let services = shownServices
      guard services.indices.contains(row) else { break }
      // A second click opens what the first one marked.
      if mesh.marked == services[row].name { open(services[row].name) }
      mesh.marked = services[row].name
    case .accept: markedService.map { open($0.name) }
    default: break
    }
  }

  private mutating func sort(_ change: (inout Sorting) -> Void) {
    change(&mesh.sorting)
    mesh.arrange(isForced: true)
    notice = Notice(.muted, Sentence.sorted(mesh.sorting))
  }

  /// Looks more or less often.
  private mutating func changeInterval(_ isRarer: Bool) -> [Effect] {
    let now = mesh.interval
    let next =
      isRarer
      ? MeshTab.intervals.first { $0 > now } : MeshTab.intervals.last { $0 < now }
    mesh.interval = next ?? now
    notice = Notice(.muted, Sentence.looks(everySeconds: mesh.interval))
    return [.look(every: Int(mesh.interval * 1000))]
  }

  /// Shows only what passes a filter.
  mutating func filter(_ text: String) {
    mesh.filter.text = text
    mesh.arrange()
  }

  mutating func arm() {
    if mesh.armedSecondsLeft != nil {
      mesh.armedUntil = nil
      notice = Notice(.info, Sentence.disarmed)
    } else {
      mesh.arm()
      notice = Notice(.fault, Sentence.armed)
    }
  }

  /// Has something done beside the screen.
  mutating func give(_ errand: MeshErrand) -> [Effect] {
    if errand == .start || errand == .stop {
      mesh.work = MeshTab.Work(errand: errand, since: mesh.clock?.monotonic)
    }
    return [.mesh(errand)]
  }

  /// The faults that act on what is marked.
  var faultsOnTarget: [MeshFault] {
    guard let target = faultTarget else { return [] }
    return mesh.faults.map(\.fault).filter { $0.target == target }
  }
}

extension MeshTab {
  /// Seconds between two looks that can be chosen.
  static let intervals = [1.0, 2, 5, 10]

  /// Allows faults for a while, from now on.
  mutating func arm() {
    armedUntil = clock.map { $0.monotonic + Self.armedSeconds * Self.second }
  }
}
