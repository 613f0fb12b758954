import Platform

/// A program for the terminal that is measured.
struct WatchedProgram {
  let name: String
  let command: [String]
  var environment: [String] = []

  static let columns = 200
  static let rows = 60

  /// Nil when it cannot be started.
  func start() -> PseudoTerminal? {
    PseudoTerminal(
      command, columns: Self.columns, rows: Self.rows, environment: environment)
  }

  /// Milliseconds from the start to the last byte of the first picture, a value a run.
  func starts(runs: Int) -> [Double] {
    (0..<runs).compactMap { _ in
      guard let terminal = start() else { return nil }
      defer { terminal.end() }
      var count = 0
      while true {
        let burst = terminal.burst(silence: 15, within: 3000)
        count += burst.bytes.count
        if burst.bytes.isEmpty { return nil }
        // What comes before, such as switching to the second screen, is no picture yet.
        if count > 1000 { return Double(burst.end - terminal.started) / 1e6 }
      }
    }
  }
}

/// What a program in a terminal costs, as figures of a few seconds each.
struct TerminalCost {
  let terminal: PseudoTerminal
  let meter: ProcessMeter

  init(_ terminal: PseudoTerminal) {
    self.terminal = terminal
    meter = ProcessMeter(process: terminal.process)
  }

  /// A few seconds of a program.
  struct Sample {
    /// Percent of a core that the process takes.
    let percent: Double
    /// Percent of a core that its first thread takes.
    let drawing: Double
    /// Bytes a second for the terminal.
    let bytes: Double
  }

  /// Nothing is pressed, or a key again and again.
  func samples(_ count: Int, seconds: Int = 5, key: String? = nil, timesASecond: Int = 10)
    -> [Sample]
  {
    (0..<count).map { _ in
      let (began, all, first) = (Clock.monotonic, meter.nanoseconds, meter.firstThread)
      var bytes = 0
      if let key {
        for _ in 0..<seconds * timesASecond {
          terminal.press(key)
          bytes += terminal.read(milliseconds: 1000 / timesASecond)
        }
      } else {
        bytes = terminal.read(milliseconds: seconds * 1000)
      }
      let passed = Double(Clock.monotonic - began)
      return Sample(
        percent: Double(meter.nanoseconds - all) * 100 / passed,
        drawing: Double(meter.firstThread - first) * 100 / passed,
        bytes: Double(bytes) * 1e9 / passed)
    }
  }

  /// What keys cost, one after the other.
  struct Keys {
    /// Milliseconds from each key to the last byte that is painted for it.
    var milliseconds: [Double] = []
    /// Milliseconds on a processor for each key: means of a few, without what the rounds cost that
    /// came in meanwhile.
    var processor: [Double] = []
    var bytes: [Double] = []
    /// Keys that were not answered.
    var unanswered = 0
  }

  /// - Parameter drawing: percent of a core that drawing takes while nothing is pressed.
  func press(_ keys: [String], drawing: Double = 0) -> Keys {
    var result = Keys()
    for start in stride(from: 0, to: keys.count, by: 10) {
      let group = keys[start..<min(start + 10, keys.count)]
      let (began, first) = (Clock.monotonic, meter.firstThread)
      for key in group { press(key, &result) }
      let rounds = Double(Clock.monotonic - began) * drawing / 100
      let spent = Double(meter.firstThread - first) - rounds
      result.processor.append(spent / Double(group.count) / 1e6)
    }
    return result
  }

  private func press(_ key: String, _ result: inout Keys) {
    while !terminal.burst(silence: 30, within: 30).bytes.isEmpty {}
    let began = Clock.monotonic
    terminal.press(key)
    let burst = terminal.burst(silence: 25, within: 1000)
    guard burst.end > began else {
      result.unanswered += 1
      return
    }
    result.milliseconds.append(Double(burst.end - began) / 1e6)
    result.bytes.append(Double(burst.bytes.count))
  }
}
