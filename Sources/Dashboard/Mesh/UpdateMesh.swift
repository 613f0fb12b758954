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
    guard case .service(let name) = mesh.place else { return markedService?.name }
    return serviceText(name)?.target(at: mesh.line)
  }

  mutating func actInMesh(_ action: Action) -> [Effect] {
    switch action {
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
    switch (action, mesh.place) {
    case (.back, .service): mesh.place = .table
    case (.back, .table): filter("")
    case (.move(let move), .table):
      let services = shownServices
      let row = moved(markedRow, move, count: services.count, page: page)
      if services.indices.contains(row) { mesh.marked = services[row].name }
    case (.select(let row), .table):
      let services = shownServices
      guard services.indices.contains(row) else { break }
      // A second click opens what the first one marked.
      if mesh.marked == services[row].name { open(services[row].name) }
      mesh.marked = services[row].name
    case (.accept, .table): markedService.map { open($0.name) }
    case (.move(let move), .service(let name)):
      let count = serviceText(name)?.targets.count ?? 0
      mesh.line = moved(mesh.line, move, count: count, page: page)
    case (.select(let line), .service(let name)):
      if line < serviceText(name)?.targets.count ?? 0 { mesh.line = line }
    default: break
    }
  }

  mutating func open(_ name: String) {
    mesh.marked = name
    mesh.place = .service(name)
    mesh.line = 0
  }

  private mutating func sort(_ change: (inout Sorting) -> Void) {
    change(&mesh.sorting)
    mesh.arrange(isForced: true)
    notice = Notice(.muted, Sentence.sorted(mesh.sorting))
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
  /// Allows faults for a while, from now on.
  mutating func arm() {
    armedUntil = clock.map { $0.monotonic + Self.armedSeconds * Self.second }
  }
}
