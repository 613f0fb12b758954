internal import JSON
internal import MeshLook
internal import MeshModel

extension LoadReport {
  /// `archadvisor.load/1`. Units are in the names; what is not known is null.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.string("schema", "archadvisor.load/1")
      json.string("mesh", mesh)
      json.raw("rate_per_s", Figures.json(result.rate))
      json.raw("planned_s", Figures.json(result.plannedSeconds))
      json.raw("elapsed_s", Figures.json(result.elapsedSeconds))
      json.raw("seed", String(result.seed))
      json.object("mix") { for part in mix { $0.integer(part.action, part.weight) } }
      json.integer("clients", clients)
      json.integer("connections", result.connections)
      json.flag("partial", result.isPartial)
      json.raw("achieved_per_s", Figures.json(result.achievedRate))
      Self.write(result.all, &json)
      json.object("actions") { json in
        for (action, tally) in result.actions.sorted(by: { $0.key < $1.key }) {
          json.object(action) { Self.write(tally, &$0) }
        }
      }
      json.object("lag") { write(result.lag, &$0) }
      write(result.orders, &json)
    }
    return writer.bytes
  }

  private static func write(_ tally: LoadTally, _ json: inout JSONWriter) {
    json.integer("requests", tally.total)
    let availability = tally.total > 0 ? Double(tally.answered) / Double(tally.total) : nil
    json.raw("availability", Figures.json(availability, places: 6))
    json.object("outcomes") { json in
      for outcome in LoadOutcome.allCases {
        json.integer(outcome.rawValue, tally.count(outcome))
      }
    }
    json.object("latency") { json in
      for (name, share) in [
        ("p50_ms", 0.5), ("p95_ms", 0.95), ("p99_ms", 0.99), ("p999_ms", 0.999),
      ] {
        json.raw(name, Figures.json(tally.percentile(share)))
      }
      json.raw("max_ms", Figures.json(tally.total > 0 ? tally.longestMilliseconds : nil))
      json.integer("n", tally.total)
    }
  }

  private func write(_ lag: LoadLag, _ json: inout JSONWriter) {
    json.flag("behind", lag.isBehind)
    json.integer("late", lag.late)
    json.raw("late_after_ms", Figures.json(LoadLag.tolerance))
    json.raw("max_ms", Figures.json(lag.longestMilliseconds))
  }

  private func write(_ orders: LoadOrders?, _ json: inout JSONWriter) {
    guard let orders else { return json.raw("orders", "null") }
    json.object("orders") {
      $0.integer("accepted", orders.accepted)
      $0.integer("confirmed", orders.confirmed)
      $0.integer("cancelled", orders.cancelled)
      $0.integer("open", orders.open)
      $0.integer("lost", orders.lost)
      $0.integer("not_followed", orders.notFollowed)
      $0.raw("waited_s", Figures.json(orders.waitedSeconds))
    }
  }
}
