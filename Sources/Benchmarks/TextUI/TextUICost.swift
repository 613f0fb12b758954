import Glibc

/// What the text UI costs as its users have it: the program as it is shipped in a terminal of 200 by 60,
/// looking at 200 services with 1,000 calls between them once a second; and two programs beside it that
/// people leave running, too.
struct TextUICost {
  /// The program.
  let program: String
  /// This one, which also serves the mesh.
  let helper: String

  func measure(_ table: Table) {
    table.note("load of this machine before the text UI is measured: \(ProcessMeter.load)")
    guard let folder = TemporaryFolder("text-ui"), let mesh = ServedMesh(helper) else {
      return table.row("the text UI", [], "ms")
    }
    defer {
      mesh.end()
      folder.remove()
    }
    let own = ["XDG_RUNTIME_DIR=\(folder.path)", "XDG_STATE_HOME=\(folder.path)"]
    let advice = WatchedProgram(name: "archadvisor", command: [program], environment: own)
    let screen = WatchedProgram(
      name: "archadvisor, large mesh",
      command: [program, "--tab", "mesh", "--source", mesh.source], environment: own)
    table.row("archadvisor: start to first frame", advice.starts(runs: 21), "ms", .atMost(60))
    table.row("… with a large mesh to look at", screen.starts(runs: 21), "ms", .atMost(60))
    idle(advice, table)
    let drawn = large(screen, table)
    for peer in peers(folder.path) { beside(peer, drawn, table) }
    table.note("load of this machine afterwards: \(ProcessMeter.load)")
  }

  /// What our program takes, to compare others with.
  struct Drawn {
    let idle: [Double]
    let working: [Double]
    let megabytes: [Double]
  }

  private func idle(_ program: WatchedProgram, _ table: Table) {
    guard let terminal = program.start() else { return }
    _ = terminal.read(milliseconds: 1000)
    let samples = TerminalCost(terminal).samples(3)
    table.row("… idle in the interview, of a core", samples.map(\.percent), "%", .atMost(1))
  }

  private func large(_ program: WatchedProgram, _ table: Table) -> Drawn? {
    guard let terminal = program.start() else { return nil }
    // Until the window of ten seconds is full.
    _ = terminal.read(milliseconds: 13_000)
    let cost = TerminalCost(terminal)
    let what = "200 services, 1,000 calls live"
    let samples = cost.samples(6)
    let drawing = samples.map(\.drawing)
    table.row("\(what): idle, of a core", samples.map(\.percent), "%", .atMost(1))
    table.row("… of that its screen", drawing, "%", .atMost(1))
    table.row("… bytes a second for the terminal", samples.map(\.bytes), "")
    let share = Spread(drawing)?.median ?? 0
    keys(cost, share, table)
    let working = cost.samples(3, key: "\u{1B}OB")
    table.row("… working, a key held, of a core", working.map(\.percent), "%")
    for (tab, key) in [("Topology", "4"), ("Breakers", "5")] {
      terminal.press(key)
      _ = terminal.read(milliseconds: 2000)
      let samples = cost.samples(3)
      table.row("… idle on \(tab), of a core", samples.map(\.percent), "%", .atMost(4))
      table.row("… of that its screen", samples.map(\.drawing), "%", .atMost(4))
    }
    table.row("… memory", [cost.meter.megabytes], "MB", .atMost(80))
    return Drawn(
      idle: samples.map(\.percent), working: working.map(\.percent),
      megabytes: [cost.meter.megabytes])
  }

  private func keys(_ cost: TerminalCost, _ drawing: Double, _ table: Table) {
    let (down, up) = ("\u{1B}OB", "\u{1B}OA")
    let moves = cost.press(
      Array(repeating: [down, down, up], count: 40).flatMap { $0 }, drawing: drawing)
    let tabs = cost.press(
      Array(repeating: ["4", "5", "6", "1", "2", "3"], count: 5).flatMap { $0 }, drawing: drawing)
    let sorts = cost.press(Array(repeating: ">", count: 40), drawing: drawing)
    let frames = cost.press(Array(repeating: "\u{0C}", count: 40), drawing: drawing)
    let all = moves.milliseconds + tabs.milliseconds + sorts.milliseconds + frames.milliseconds
    table.row("… key to painted screen, all keys", all, "ms", .mostlyAtMost(30))
    for (name, keys) in [("a line down or up", moves), ("a tab", tabs), ("a sort", sorts)] {
      table.row("… … \(name)", keys.milliseconds, "ms", .mostlyAtMost(30))
    }
    table.row("… a line down or up, on a processor", moves.processor, "ms", .atMost(0.5))
    table.row("… a tab, on a processor", tabs.processor, "ms", .atMost(5))
    table.row("… a sort, on a processor", sorts.processor, "ms", .atMost(5))
    table.row("… a full frame (Ctrl-L), on a processor", frames.processor, "ms", .atMost(5))
    table.row("… bytes for a line down or up", moves.bytes, "")
    table.row("… bytes for a full frame", frames.bytes, "")
    let unanswered = [moves, tabs, sorts, frames].reduce(0) { $0 + $1.unanswered }
    table.count("… keys that changed nothing", unanswered, exactly: 0)
  }

  /// Debian's btop and htop, both told to look once a second.
  private func peers(_ folder: String) -> [WatchedProgram] {
    mkdir("\(folder)/btop", 0o700)
    if let file = fopen("\(folder)/btop/btop.conf", "we") {
      fputs("update_ms = 1000\n", file)
      fclose(file)
    }
    let settings = ["XDG_CONFIG_HOME=\(folder)", "HOME=\(folder)"]
    return [
      WatchedProgram(name: "btop", command: ["btop", "--utf-force"], environment: settings),
      WatchedProgram(name: "htop", command: ["htop", "-d", "10"], environment: settings),
    ]
  }

  private func beside(_ peer: WatchedProgram, _ drawn: Drawn?, _ table: Table) {
    let name = peer.name
    table.row("\(name): start to first frame", peer.starts(runs: 9), "ms")
    guard let terminal = peer.start() else { return table.row(name, [], "%") }
    _ = terminal.read(milliseconds: 3000)
    let cost = TerminalCost(terminal)
    let idle = cost.samples(6).map(\.percent)
    let working = cost.samples(3, key: "\u{1B}OB").map(\.percent)
    let megabytes = [cost.meter.megabytes]
    table.row("… idle, of a core", idle, "%")
    table.row("… working, a key held, of a core", working, "%")
    table.row("… memory", megabytes, "MB")
    guard let drawn else { return }
    for (what, ours, theirs) in [
      ("idle", drawn.idle, idle), ("working", drawn.working, working),
      ("memory", drawn.megabytes, megabytes),
    ] {
      ratio("… archadvisor with the large mesh as a multiple, \(what)", ours, theirs, table)
    }
  }

  private func ratio(_ what: String, _ ours: [Double], _ theirs: [Double], _ table: Table) {
    guard let base = Spread(theirs)?.median, base > 0 else { return }
    table.row(what, ours.map { $0 / base }, "")
  }
}
