/// What it costs to look at many sources once a second, and how that grows.
struct PollCost {
  let program: String
  /// Seconds of each measurement.
  let seconds: Int

  func measure(_ table: Table) {
    for count in [10, 30, 100, 300, 1000] {
      let aim: Table.Aim = count == 100 ? .atMost(3) : count == 1000 ? .atMost(25) : .none
      run(.pages, count, table, "pages of 40 KB", aim)
    }
    for count in [10, 30, 100, 300, 1000] {
      run(.envoys, count, table, "Envoys", count == 100 ? .atMost(5) : .none)
    }
  }

  /// 1,000 pages, for long: memory has to stay where it is.
  func measureLong(_ table: Table) {
    run(.pages, 1000, table, "pages of 40 KB, \(seconds) s long", .atMost(25))
  }

  private func run(
    _ kind: PollKind, _ count: Int, _ table: Table, _ what: String, _ aim: Table.Aim
  ) {
    let samples = PollRun(program: program, kind: kind, count: count, seconds: seconds).samples
    let megabytes = samples.map(\.megabytes)
    guard let first = megabytes.first, let last = megabytes.last else {
      return table.row("\(count) \(what)", [], "%", aim)
    }
    let ill = samples.map(\.ill).max() ?? 0
    let note = ill > 0 ? ", \(ill) of them ill" : ""
    table.row("\(count) \(what)\(note), of a core", samples.map(\.percent), "%", aim)
    if count == 1000 {
      table.row("… memory", megabytes, "MB", kind == .pages ? .atMost(120) : .none)
      table.row("… growth from the first look to the last", [last - first], "MB")
    }
  }
}
