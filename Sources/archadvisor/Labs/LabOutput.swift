import Labs
import Reports
import Terminal

/// Where a lab says what it does: standard output, unless that is for JSON.
struct LabOutput {
  let screen: Screen
  private let isJSON: Bool
  private let isQuiet: Bool

  init(_ invocation: Invocation) {
    screen = Screen(invocation)
    isJSON = invocation.format == "json"
    isQuiet = invocation.flag("quiet")
  }

  /// A line about how it goes.
  func tell(_ line: String) throws(Failure) {
    if !isJSON { return try Output.write(screen.paint.text([StyledLine(line)])) }
    if !isQuiet { Output.say([line]) }
  }

  /// What it came to.
  func write(_ report: LabProofReport) throws(Failure) {
    if isJSON { return try Output.write(report.json) }
    try Output.write(report.page(columns: screen.columns), screen)
  }
}
