import MeshModel
import Terminal

extension DashboardState {
  /// Keeps the drawing true to the mesh, the window and the mark, after a message was taken.
  mutating func followTopology(_ message: Message) {
    if let time = mesh.now?.monotonic {
      // A round may have been over before the tick that was told first.
      topology.time = mesh.paused == nil ? max(topology.time, time) : time
    }
    // Time alone changes nothing else.
    if case .tick = message, topology.scene != nil { return }
    guard let snapshot = mesh.frame?.snapshot, !mesh.isAbsent else {
      if topology.scene != nil { topology = TopologyState() }
      return
    }
    let isNew = topology.follow(snapshot)
    markSomething()
    guard let marked = mesh.marked, let center = topology.whole.place(of: marked) else {
      topology.scene = nil
      return
    }
    let areas = TopologyAreas(self, in: topologyBody)
    var wish = TopologyScene.Wish(
      room: Size(columns: areas.graph.columns, rows: areas.graph.rows), center: nil,
      hops: topology.zoom.hops)
    let isPart = topology.zoom != .whole || topology.scene?.isPart == true
    if isPart { wish.center = marked }
    if isNew || topology.scene == nil || wish != topology.wanted {
      let scene = TopologyScene(
        topology.whole, center: center, hops: wish.hops, room: wish.room)
      if !isPart { wish.center = scene.isPart ? marked : nil }
      topology.scene = scene
      topology.wanted = wish
    }
    topology.fill(snapshot, mesh.breakers)
    if let call = topology.call, topology.scene?.call(call) == nil { topology.call = nil }
    topology.offset = scrolled(topology.offset, in: areas.graph)
  }

  /// Something is always marked: what was marked last, on whichever tab, else the worst when it is
  /// ill, else where calls come in.
  private mutating func markSomething() {
    if let marked = mesh.marked, topology.whole.place(of: marked) != nil { return }
    if let worst = mesh.shown.first, worst.health.status.isIll {
      mesh.marked = worst.name
      return
    }
    let whole = topology.whole
    let called = Set(whole.calls.map(\.to))
    let entry = whole.calls.map(\.from).first { !called.contains($0) }
    mesh.marked = entry.map { whole.names[$0] } ?? mesh.shown.first?.name ?? whole.names.first
  }

  /// The part of the screen that belongs to the tab while nothing is told below it.
  private var topologyBody: Area {
    Area(column: 0, row: 2, columns: size.columns, rows: size.rows - 4)
  }

  mutating func actInTopology(_ action: Action) -> [Effect] {
    switch action {
    case .move(.up): step(.up)
    case .move(.down): step(.down)
    case .goLeft: step(.left)
    case .goRight: step(.right)
    case .move(.pageUp): for _ in 0..<5 { step(.up) }
    case .move(.pageDown): for _ in 0..<5 { step(.down) }
    case .move(.top): stepToEnd(.up)
    case .move(.bottom): stepToEnd(.down)
    case .nextCall: stepCall(by: 1)
    case .previousCall: stepCall(by: -1)
    case .toggleAnimation:
      appearance.isAnimated.toggle()
      notice = Notice(.info, Sentence.animation(appearance.isAnimated))
    case .nextService: stepService(by: 1)
    case .previousService: stepService(by: -1)
    case .zoom:
      topology.zoom = topology.zoom.next
      topology.scene = nil
    case .select(let node): select(node)
    case .selectCall(let call): selectCall(call)
    case .accept: openMarked()
    case .back where topology.call != nil: topology.call = nil
    case .back where topology.zoom != .whole:
      topology.zoom = .whole
      topology.scene = nil
    case .back: filter("")
    default: return actInMesh(action)
    }
    return []
  }

  /// The service that is marked, or that the marked call leads to; nil for one of which nothing is
  /// known but calls.
  var openableService: String? {
    let name = topology.call?.to ?? mesh.marked
    let isKnown = mesh.frame?.snapshot?.services.contains { $0.name == name } ?? false
    return isKnown ? name : nil
  }

  /// What a fault would act on: the marked call or service.
  var topologyTarget: String? {
    guard topology.scene != nil else { return nil }
    return topology.call.map { callTarget(from: $0.from, to: $0.to) } ?? openableService
  }

  private mutating func openMarked() {
    guard let name = openableService else { return }
    mesh.marked = name
    mesh.place = .service(name)
    if let call = topology.call { mesh.open(.edge(from: call.from, to: call.to)) }
    topology.call = nil
    tab = .mesh
  }

  /// A second click opens what the first one marked.
  private mutating func select(_ node: Int) {
    guard let scene = topology.scene, scene.graph.names.indices.contains(node),
      scene.groups[node] == nil
    else { return }
    let name = scene.graph.names[node]
    if mesh.marked == name, topology.call == nil { openMarked() }
    mesh.marked = name
    topology.call = nil
  }

  private mutating func selectCall(_ call: Int) {
    guard let scene = topology.scene, scene.graph.calls.indices.contains(call) else { return }
    let name = scene.name(of: call)
    if topology.call == name { openMarked() } else { topology.call = name }
  }

  /// The services that pass the filter one after another, in the order of the tab Mesh.
  private mutating func stepService(by count: Int) {
    let names = shownServices.map(\.name)
    guard !names.isEmpty else { return }
    topology.call = nil
    let place = names.firstIndex { $0 == mesh.marked }
    let next = place.map { $0 + count } ?? 0
    mesh.marked = names[(next + names.count) % names.count]
  }

  /// The calls of the marked service one after another, then the service itself again.
  private mutating func stepCall(by count: Int) {
    guard let scene = topology.scene, let node = markedNode else { return }
    let own = scene.graph.calls.indices.filter {
      let call = scene.graph.calls[$0]
      return (call.from == node || call.to == node) && scene.groups[call.from] == nil
        && scene.groups[call.to] == nil
    }
    let all: [CallName?] = [nil] + own.map(scene.name)
    let current = all.firstIndex(of: topology.call) ?? 0
    topology.call = all[(current + count + all.count) % all.count]
  }
}

extension TopologyState {
  /// Takes over which services and calls there are; tells whether they changed.
  fileprivate mutating func follow(_ snapshot: Snapshot) -> Bool {
    let names = snapshot.services.map(\.name)
    let requests = snapshot.edges.map { CallName(from: $0.from, to: $0.to) }
    let known = Set(requests)
    let calls = requests + MessageWay.names(in: snapshot).filter { !known.contains($0) }
    if names == seenNames, calls == seenCalls { return false }
    (seenNames, seenCalls) = (names, calls)
    let new = CallGraph(names: names, calls: calls.map { ($0.from, $0.to) })
    guard new != whole else { return false }
    whole = new
    return true
  }

  /// Takes over what is known of the services and calls of the scene.
  fileprivate mutating func fill(_ snapshot: Snapshot, _ breakers: [Snapshot.Breaker]) {
    guard let scene else { return }
    let services = Dictionary(
      snapshot.services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let edges = Dictionary(
      snapshot.edges.map { (CallName(from: $0.from, to: $0.to), $0) },
      uniquingKeysWith: { first, _ in first })
    // The gravest come first.
    let guards = Dictionary(
      breakers.map { (CallName(from: $0.from, to: $0.to), $0) },
      uniquingKeysWith: { first, _ in first })
    nodes = scene.graph.names.map { services[$0] }
    calls = scene.graph.calls.indices.map { index in
      let name = scene.name(of: index)
      let way = MessageWay(from: name.from, to: name.to, in: snapshot)
      return CallFigures(
        edge: edges[name] ?? way?.asEdge, breaker: guards[name], messages: way)
    }
  }
}
