internal import HTTP
internal import Instruments
internal import JSON
internal import Text

/// What the supervisor answers on its control socket.
struct ControlService: Sendable {
  let supervisor: Supervisor

  /// Milliseconds a change of the mesh may take before its caller is told to look for itself.
  private static let changeLimit = 120_000

  func answer(_ request: Request) -> Response {
    switch (request.method, request.path) {
    case ("GET", "/status"):
      supervisor.status.map { Response(200, json: $0.json) }
        ?? Refusal(503, "the mesh is starting").response
    case ("GET", "/events"): events(request)
    case ("GET", "/rounds"): rounds(request)
    case ("GET", "/spans"): spans(request)
    case ("GET", "/faults"): faults(request)
    case ("POST", "/faults"): addFault(request)
    case ("DELETE", "/faults"): clear(id: request.query("id").flatMap { Int($0) })
    case ("POST", "/halt"): clear(id: nil)
    case ("POST", "/scale"): scale(request)
    case ("POST", "/restart"): restart(request)
    case ("POST", "/upgrade"): upgrade(request)
    case ("POST", "/down"): down()
    default: Refusal(404, "no such path").response
    }
  }

  private func events(_ request: Request) -> Response {
    let last = request.query("after").flatMap { Int($0) } ?? 0
    let (events, newest) = supervisor.mesh.events(after: last)
    var response = Response(200, text: events.map { "\($0.json)\n" }.joined())
    response.headers["x-newest"] = String(newest)
    return response
  }

  private func rounds(_ request: Request) -> Response {
    let latest = request.query("after").flatMap { Int($0) }
    return Response(
      200, headers: Headers([("Content-Type", "text/plain; charset=utf-8")]),
      body: supervisor.mesh.rounds(after: latest))
  }

  /// With `look=yes` the instances are asked first, so that none is missing that was just set there.
  private func faults(_ request: Request) -> Response {
    if request.query("look") == "yes", let client = try? supervisor.secret.client(idleLimit: 1) {
      let replies = (supervisor.status?.instances ?? []).compactMap { instance -> Reply<Bool>? in
        guard let address = instance.address,
          let response = try? client.send(
            Request("GET", "/internal/faults"), to: "http://\(address)", timeout: Self.patience),
          let found = DirectFaults(instance.id, response)
        else { return nil }
        let reply = Reply<Bool>()
        return supervisor.mailbox.put(.adopt(found, reply)) ? reply : nil
      }
      for reply in replies { _ = reply.wait(milliseconds: 2000) }
    }
    return Response(200, json: Fault.text(supervisor.faults))
  }

  /// Milliseconds an instance gets to say which faults were set there.
  private static let patience = 200

  private func addFault(_ request: Request) -> Response {
    guard let node = JSONBody.root(request.body), let fault = Fault(node) else {
      return Refusal(400, "expected a fault with a 'target', and 'remaining_ms' up to a day")
        .response
    }
    if let problem = unknown(fault.target) { return Refusal(404, problem).response }
    let reply = Reply<Fault?>()
    return order(.addFault(fault, reply)) {
      guard let taken = reply.wait(milliseconds: 5000) else { return Self.silent }
      guard let taken else { return Refusal(409, "there are too many faults already").response }
      return Response(201, json: Fault.text([taken]))
    }
  }

  /// Says that a target names nobody, and whom it could have meant.
  private func unknown(_ target: Fault.Target) -> String? {
    let status = supervisor.status
    let services = Set(status?.instances.map(\.service) ?? []).sorted()
    let instances = status?.instances.map(\.id) ?? []
    func missing(_ name: String, _ known: [String], _ what: String) -> String? {
      known.contains(name)
        ? nil : "there is no \(what) '\(name)'\(NearestName.hint(name, in: known))"
    }
    switch target {
    case .service(let name): return missing(name, services, "service")
    case .instance(let name): return missing(name, instances, "instance")
    case .edge(let from, let to):
      return missing(from, services, "service") ?? missing(to, services, "service")
    }
  }

  private func clear(id: Int?) -> Response {
    let reply = Reply<[Fault]>()
    return order(.clearFaults(id: id, reply)) {
      guard let gone = reply.wait(milliseconds: 5000) else { return Self.silent }
      if let id, gone.isEmpty { return Refusal(404, "there is no fault \(id)").response }
      return Response(200, json: Fault.text(gone))
    }
  }

  private func scale(_ request: Request) -> Response {
    change(request) { role, node, reply in
      node["count"]?.wholeNumber.map { .scale(role, $0, reply) }
    }
  }

  private func restart(_ request: Request) -> Response {
    change(request) { role, _, reply in .restart(role, reply) }
  }

  private func upgrade(_ request: Request) -> Response {
    change(request) { role, node, reply in
      guard let version = node["version"]?.string, MeshPlan.isVersion(version) else { return nil }
      let canary = node["canary_percent"]?.wholeNumber
      let watch = node["watch_ms"]?.wholeNumber ?? 10_000
      guard canary.map((1...50).contains) ?? true, (100...600_000).contains(watch) else {
        return nil
      }
      let manner = node["manner"]?.string ?? ""
      return .upgrade(
        Supervisor.Upgrade(
          role: role, version: version, manner: manner, canary: canary, watch: watch), reply)
    }
  }

  private func change(
    _ request: Request,
    _ make: (MeshPlan.Role, JSONValue, Reply<String?>) -> Supervisor.Order?
  ) -> Response {
    guard let node = JSONBody.root(request.body), let name = node["service"]?.string else {
      return Refusal(400, "expected a 'service'").response
    }
    guard let role = MeshPlan.Role(rawValue: name) else {
      let names = MeshPlan.Role.allCases.map(\.rawValue)
      return Refusal(404, "there is no service '\(name)'\(NearestName.hint(name, in: names))")
        .response
    }
    let reply = Reply<String?>()
    guard let wanted = make(role, node, reply) else {
      return Refusal(400, "a value is missing or out of bounds").response
    }
    return order(wanted) {
      guard let problem = reply.wait(milliseconds: Self.changeLimit + wanted.watch) else {
        return Self.silent
      }
      return problem.map { Refusal(409, $0).response } ?? Response(200, json: "{}\n")
    }
  }

  /// Answers as soon as the end has begun: nobody is left to answer when it is done. The caller
  /// sees the end by the folder that is gone.
  private func down() -> Response {
    order(.end) { Response(202, json: "{}\n") }
  }

  private func order(_ order: Supervisor.Order, _ answer: () -> Response) -> Response {
    guard supervisor.mailbox.put(order) else {
      return Refusal(503, "too many orders wait already").response
    }
    return answer()
  }

  private static var silent: Response {
    Refusal(504, "it takes longer than expected; look at 'mesh status'").response
  }
}
