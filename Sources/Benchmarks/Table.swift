/// Prints results as rows of a Markdown table, each as soon as it is known.
struct Table {
  /// What a result is compared with.
  enum Aim {
    case atMost(Double)
    case atLeast(Double)
    /// Of nineteen in twenty, not of the median.
    case mostlyAtMost(Double)
    case none
  }

  func head() {
    print("| what | median | from | to | aim | |")
    print("|---|---|---|---|---|---|")
  }

  /// - Parameter values: one per run, in this unit.
  func row(_ what: String, _ values: [Double], _ unit: String, _ aim: Aim = .none) {
    guard let spread = Spread(values) else {
      print("| \(what) | could not be measured | | | | |")
      return
    }
    var cells = [what]
    cells += [spread.median, spread.low, spread.high].map { "\(short($0)) \(unit)" }
    switch aim {
    case .atMost(let limit):
      cells += ["at most \(short(limit))", spread.median <= limit ? "" : "over"]
    case .atLeast(let limit):
      cells += ["at least \(short(limit))", spread.median >= limit ? "" : "under"]
    case .mostlyAtMost(let limit):
      cells += ["19 in 20 at most \(short(limit))", spread.high <= limit ? "" : "over"]
    case .none: cells += ["", ""]
    }
    print("| \(cells.joined(separator: " | ")) |")
  }

  /// What the rows around it have to be read with.
  func note(_ text: String) {
    print("| \(text) | | | | | |")
  }

  /// A count, which needs no second run.
  func count(_ what: String, _ value: Int, exactly wanted: Int? = nil) {
    let judgement = wanted.map { " exactly \($0) | \(value == $0 ? "" : "missed") " } ?? "  |  "
    print("| \(what) | \(value) | | |\(judgement)|")
  }

  /// Three digits that matter.
  private func short(_ value: Double) -> String {
    if value >= 100 { return String(Int(value.rounded())) }
    let scale: Double = value >= 10 ? 10 : 100
    return String((value * scale).rounded() / scale)
  }
}

/// The middle of several measurements, and the nine in ten around it.
struct Spread {
  let median: Double
  let low: Double
  let high: Double

  /// - Returns: nil without measurements.
  init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    func at(_ share: Double) -> Double { sorted[Int(Double(sorted.count - 1) * share)] }
    median = at(0.5)
    low = at(0.05)
    high = at(0.95)
  }
}
