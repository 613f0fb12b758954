import Glibc

/// Runs of the program as its users have them: start, read, judge, print, end.
struct WholeProcess {
  let program: String
  let tree: String

  func measure(_ table: Table) {
    let complete = ["assess", "-o", "json", "--answers", "\(tree)/Tests/Answers/ticket-sales.yaml"]
    let partial = ["assess", "-o", "json", "--answers", "\(tree)/Tests/Answers/corner-shop.yaml"]
    start(table, "assess, every answer given", complete, atMost: 1.5)
    start(table, "assess, nine answers given", partial, atMost: 5)

    let flip = ["flip", "--answers", "\(tree)/Tests/Answers/ticket-sales.yaml"]
    time(table, "flip up to size three", flip, runs: 11, atMost: 200)
    let next = ["next", "--answers", "\(tree)/Tests/Answers/nothing-known.yaml"]
    time(table, "next, nothing answered", next, runs: 11, atMost: 300)
    let nothing = ["assess", "--answers", "\(tree)/Tests/Answers/nothing-known.yaml"]
    time(table, "assess, nothing answered", nothing, runs: 11, atMost: nil)
    time(table, "assess --deep", complete + ["--deep"], runs: 5, atMost: nil)
    folder(table, files: 1000)
    time(table, "knowledge check", ["knowledge", "check"], runs: 5, atMost: 2000)
    time(table, "knowledge test", ["knowledge", "test"], runs: 3, atMost: nil)
  }

  /// A folder of complete answers files, all different.
  private func folder(_ table: Table, files count: Int) {
    guard let folder = AnswersFolder(count, like: "\(tree)/Tests/Answers/ticket-sales.yaml") else {
      return table.row("assess --answers-dir", [], "files a second")
    }
    defer { folder.remove() }
    var rates: [Double] = []
    for _ in 0..<7 {
      guard let run = Child([program, "assess", "--answers-dir", folder.path]), run.status == 0
      else { break }
      rates.append(Double(count) * 1000 / run.milliseconds)
    }
    table.row("assess --answers-dir, \(count) files", rates, "files a second", .atLeast(2000))
  }

  /// Time as a multiple of the start of an interpreter everybody knows, in paired runs: one of
  /// each in turn, so that whatever else the machine does hits both.
  private func start(_ table: Table, _ what: String, _ arguments: [String], atMost: Double) {
    let interpreter = ["/usr/bin/python3", "-S", "-c", "pass"]
    var times: [Double] = []
    var ratios: [Double] = []
    var memory: [Double] = []
    for round in 0..<105 {
      guard let run = Child([program] + arguments), run.status == 0 else { break }
      let other = Child(interpreter)
      if round < 5 { continue }
      times.append(run.milliseconds)
      memory.append(run.peakMegabytes)
      if let other, other.status == 0 { ratios.append(run.milliseconds / other.milliseconds) }
    }
    table.row(what, times, "ms")
    table.row("as a multiple of python3 -S -c pass", ratios, "", .atMost(atMost))
    table.row("its peak memory", memory, "MB", .atMost(40))
  }

  private func time(
    _ table: Table, _ what: String, _ arguments: [String], runs: Int, atMost: Double?
  ) {
    var times: [Double] = []
    for _ in 0..<runs {
      guard let run = Child([program] + arguments), run.status == 0 else { break }
      times.append(run.milliseconds)
    }
    table.row(what, times, "ms", atMost.map { .atMost($0) } ?? .none)
  }
}
