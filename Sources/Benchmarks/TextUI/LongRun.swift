import Glibc

/// Half an hour of the text UI: memory has to stay where it is.
struct LongRun {
  let program: String
  let helper: String
  let minutes: Int

  func measure(_ table: Table) {
    guard let folder = TemporaryFolder("text-ui-long"), let mesh = ServedMesh(helper) else {
      return table.row("the text UI for long", [], "MB")
    }
    defer {
      mesh.end()
      folder.remove()
    }
    let screen = WatchedProgram(
      name: "archadvisor", command: [program, "--tab", "mesh", "--source", mesh.source],
      environment: ["XDG_RUNTIME_DIR=\(folder.path)", "XDG_STATE_HOME=\(folder.path)"])
    guard let terminal = screen.start() else { return table.row("the text UI", [], "MB") }
    let cost = TerminalCost(terminal)
    var megabytes: [Double] = []
    for minute in 0..<minutes {
      // Somebody looks around now and then.
      terminal.press(["4", "5", "3", "\u{1B}OB", ">", " ", " "][minute % 7])
      _ = terminal.read(milliseconds: 60_000)
      megabytes.append(cost.meter.megabytes)
    }
    table.row("the text UI for \(minutes) minutes: memory", megabytes, "MB", .atMost(80))
    // What is kept to look back at fills up first.
    let later = megabytes.suffix(minutes * 2 / 3)
    table.row("… growth of an hour at that pace", [Self.slope(Array(later)) * 60], "MB", .atMost(2))
  }

  /// How much a value grows from one to the next, by least squares.
  private static func slope(_ values: [Double]) -> Double {
    let count = Double(values.count)
    guard count > 1 else { return 0 }
    let middle = (count - 1) / 2
    let mean = values.reduce(0, +) / count
    var above = 0.0
    var below = 0.0
    for (index, value) in values.enumerated() {
      let distance = Double(index) - middle
      above += distance * (value - mean)
      below += distance * distance
    }
    return above / below
  }
}
