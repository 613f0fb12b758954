internal import HTTP
internal import Instruments
internal import JSON
internal import Platform
internal import Resilience
internal import Shop

/// The broker as an HTTP service: topics, groups of consumers, at-least-once delivery.
final class BrokerService: ServicePart {
  private let store: BrokerStore
  private let requests: BrokerRequests
  private let meters: BrokerMeters
  private let bells = BrokerBells()

  init(_ context: ServiceContext, path: String, _ settings: BrokerSettings = BrokerSettings())
    throws(StoreProblem)
  {
    store = try BrokerStore(path: path, settings)
    requests = BrokerRequests(settings: settings)
    meters = BrokerMeters(context.metrics, store)
    meters.begin(with: settings.declared)
  }

  /// Consumers that wait are cheap, and there are as many as they please.
  var bulkhead: BulkheadSettings {
    var settings = BulkheadSettings()
    settings.normal.maximumConcurrent = 200
    return settings
  }

  func drain() { bells.close() }
  func stop() { bells.close() }

  var routes: [Route] {
    let group = "/topics/{topic}/groups/{group}"
    return [
      route("POST", "/topics/{topic}/messages", .critical, publish),
      // Those who wait for messages would look like slowness.
      route("POST", "\(group)/take", .normal, notes: .nothing, take),
      route("POST", "\(group)/ack", .critical, acknowledge),
      route("POST", "\(group)/nack", .critical, reject),
      route("PUT", group, .critical, declare),
      route("DELETE", group, .critical, remove),
      route("GET", "/topics", .batch) { _ in try self.topics() },
      route("GET", "\(group)/dead", .batch, dead),
      route("POST", "\(group)/dead/{id}/redeliver", .critical, redeliver),
    ]
  }

  private func route(
    _ method: String, _ pattern: String, _ pool: BulkheadPool, notes: Route.Notes = .all,
    _ answer: @escaping @Sendable (Incoming) throws -> Response
  ) -> Route {
    Route(method, pattern, pool: pool, notes: notes) { incoming in
      do {
        return try answer(incoming)
      } catch let problem as StoreProblem {
        throw Refusal(503, problem.sentence, headers: Self.retryLater)
      }
    }
  }

  private static let retryLater = Headers([("Retry-After", "1")])

  private func publish(_ incoming: Incoming) throws -> Response {
    let message = try requests.message(incoming)
    switch try store.publish(message, now: .now) {
    case .kept(let id):
      meters.published(message.topic).increment()
      bells.ring(message.topic)
      return Response(201, json: "{\"id\":\"\(id)\"}\n")
    case .full:
      meters.refused(message.topic).increment()
      throw Refusal(
        503, "the topic \(message.topic) is full; its consumers are behind",
        headers: Self.retryLater)
    case .tooManyTopics: throw Self.tooMany
    }
  }

  private static let tooMany = Refusal(409, "there are too many topics or groups already")

  private func take(_ incoming: Incoming) throws -> Response {
    let (order, wait) = try requests.take(incoming)
    // An answer that comes after the caller has left costs a whole lease.
    let left = incoming.deadline.remaining(now: ServiceContext.now).wholeMilliseconds - 50
    let end = Moment.now.steady + min(wait, max(Int(left), 0)) * 1000
    let bell = bells.bell(order.name.topic)
    while true {
      // Looked at before the store is, so that nothing published meanwhile is slept through.
      let rung = bell.value
      let now = Moment.now
      let taken = try store.take(order, now: now)
      meters.buried(order.name.topic, order.name.group).increment(by: taken.buried)
      switch taken.taking {
      case .tooManyGroups: throw Self.tooMany
      case .messages(let deliveries):
        meters.gave(deliveries, order.name, now: now)
        return Response(200, json: Delivery.text(deliveries))
      case .nothing(let until):
        guard rung != nil else {
          throw Refusal(503, "the broker is ending", headers: Self.retryLater)
        }
        guard now.steady < end else { return Response(200, json: Delivery.text([])) }
        let wake = min(until ?? end, end)
        _ = bell.wait(milliseconds: (max(wake - now.steady, 0) + 999) / 1000) { $0 != rung }
      }
    }
  }

  private func acknowledge(_ incoming: Incoming) throws -> Response {
    let name = try requests.group(incoming)
    guard let count = try store.acknowledge(requests.ids(incoming), name) else {
      throw Self.unknown(name)
    }
    meters.acknowledged(name.topic, name.group).increment(by: count)
    return Response(200, json: "{\"acknowledged\":\(count)}\n")
  }

  private func reject(_ incoming: Incoming) throws -> Response {
    let order = try requests.rejection(incoming)
    let name = order.name
    guard let rejection = try store.reject(requests.ids(incoming), order, now: .now) else {
      throw Self.unknown(name)
    }
    meters.rejected(name.topic, name.group).increment(by: rejection.again + rejection.buried)
    meters.buried(name.topic, name.group).increment(by: rejection.buried)
    bells.ring(name.topic)
    return Response(
      200, json: "{\"again\":\(rejection.again),\"dead\":\(rejection.buried)}\n")
  }

  private static func unknown(_ name: GroupName) -> Refusal {
    Refusal(404, "the topic \(name.topic) has no group \(name.group)")
  }

  private func declare(_ incoming: Incoming) throws -> Response {
    let name = try requests.group(incoming)
    guard try store.declare(name) else { throw Self.tooMany }
    bells.ring(name.topic)
    return Response(204)
  }

  private func remove(_ incoming: Incoming) throws -> Response {
    let name = try requests.group(incoming)
    guard try store.remove(name) else { throw Self.unknown(name) }
    return Response(204)
  }

  private func dead(_ incoming: Incoming) throws -> Response {
    let name = try requests.group(incoming)
    guard let letters = try store.dead(name, limit: 100) else { throw Self.unknown(name) }
    return Response(200, json: Delivery.text(letters))
  }

  private func redeliver(_ incoming: Incoming) throws -> Response {
    let name = try requests.group(incoming)
    let id = try requests.id(incoming)
    guard try store.redeliver(id, name) else {
      throw Refusal(404, "there is no dead letter \(id) in the group \(name.group)")
    }
    bells.ring(name.topic)
    return Response(204)
  }

  private func topics() throws -> Response {
    let topics = try store.report(now: .now)
    var writer = JSONWriter(pretty: false)
    writer.object { json in
      json.array("topics", topics) { json, topic in json.object { topic.write(&$0) } }
    }
    return Response(200, json: writer.text)
  }
}

extension TopicReport {
  /// `{"topic": "orders", "retained": 3, "bound": 10000, "groups": [{"group": "payment",
  /// "waiting": 1, "in_flight": 2, "dead": 0}]}`.
  fileprivate func write(_ json: inout JSONWriter) {
    json.string("topic", topic)
    json.integer("retained", retained)
    json.integer("bound", bound)
    json.array("groups", groups) { json, group in
      json.object {
        $0.string("group", group.group)
        $0.integer("waiting", group.waiting)
        $0.integer("in_flight", group.inFlight)
        $0.integer("dead", group.dead)
      }
    }
  }
}
