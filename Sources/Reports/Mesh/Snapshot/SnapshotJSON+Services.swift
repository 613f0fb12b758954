internal import Instruments
internal import JSON
internal import MeshModel

extension JSONWriter {
  mutating func fields(of service: Snapshot.Service) {
    let health = service.health
    string("name", service.name)
    string("health", health.status.rawValue)
    string("reason", health.reason)
    array("causes", health.causes)
    string("since", health.since.map { Timestamp.text(microseconds: $0) })
    decimal("sample", health.sample)
    integer("healthy", orNull: service.healthy)
    integer("total", orNull: service.total)
    served(service.traffic, service.messages)
    decimal("in_flight", service.inFlight)
    latency(service.traffic.latency)
    array("instances", service.instances) { json, instance in
      json.object { $0.fields(of: instance) }
    }
  }

  private mutating func fields(of instance: Snapshot.Instance) {
    string("id", instance.id)
    string("address", instance.address)
    string("version", instance.version)
    string("health", instance.health.rawValue)
    array("observed_by", instance.observedBy)
    string("reason", instance.reason)
    served(instance.traffic, instance.messages)
    latency(instance.traffic.latency)
  }

  private mutating func served(_ traffic: TrafficFigures, _ messages: MessageFigures) {
    decimal("answers_per_s", traffic.answersPerSecond)
    decimal("handled_per_s", messages.handledPerSecond)
    decimal("error_ratio", traffic.errorRatio, places: 5)
    answers(traffic)
  }

  mutating func fields(of edge: Snapshot.Edge) {
    let traffic = edge.traffic
    string("from", edge.from)
    string("to", edge.to)
    string("protocol", edge.protocol)
    decimal("answers_per_s", traffic.answersPerSecond)
    decimal("attempts_per_s", traffic.attemptsPerSecond)
    decimal("error_ratio", traffic.errorRatio, places: 5)
    decimal("attempt_error_ratio", traffic.attemptErrorRatio, places: 5)
    answers(traffic)
    decimal("retries_per_s", traffic.retriesPerSecond)
    decimal("retry_amplification", traffic.retryAmplification)
    decimal("shed_per_s", traffic.shedPerSecond)
    decimal("timeouts_per_s", traffic.timeoutsPerSecond)
    decimal("rate_limited_per_s", traffic.rateLimitedPerSecond)
    decimal("unreachable_per_s", traffic.unreachablePerSecond)
    decimal("budget_exhausted_per_s", traffic.budgetExhaustedPerSecond)
    decimal("in_flight", edge.inFlight)
    latency(traffic.latency)
  }

  private mutating func answers(_ traffic: TrafficFigures) {
    let classes = traffic.classes
    object("classes") {
      $0.decimal("2xx", classes.success, places: 5)
      $0.decimal("3xx", classes.redirect, places: 5)
      $0.decimal("4xx", classes.clientError, places: 5)
      $0.decimal("5xx", classes.serverError, places: 5)
      $0.decimal("unanswered", classes.unanswered, places: 5)
    }
    decimal("refused_ratio", traffic.refusedRatio, places: 5)
  }

  mutating func latency(_ latency: TrafficFigures.Latency, as key: String = "latency") {
    object(key) {
      $0.decimal("p50_ms", latency.p50)
      $0.decimal("p95_ms", latency.p95)
      $0.decimal("p99_ms", latency.p99)
      $0.decimal("mean_ms", latency.mean)
      $0.decimal("n", latency.count)
      $0.string("method", latency.method?.rawValue)
    }
  }
}
