import Labs
import Terminal

extension DashboardState {
  /// The text of the step, its hints and what they lead to.
  func labTextLines(columns: Int) -> [StyledLine] {
    guard let run = lab.run else { return [] }
    let plain = TextStyle(.text, on: .popup)
    let step = run.step
    var lines = Lines.wrapped(
      step.title, columns: columns, style: TextStyle(.heading, on: .popup, [.bold]))
    for paragraph in step.text {
      lines += [.empty] + Lines.wrapped(paragraph, columns: columns, style: plain)
    }
    lines += [.empty] + expectationLines(step, columns: columns)
    for hint in dueHints {
      lines += [.empty]
      lines += Lines.wrapped(
        "Hint: \(hint.text)", columns: columns, style: TextStyle(.info, on: .popup))
    }
    if hasAllHints {
      for command in step.solution.commands(mesh.nameOption) {
        lines += Lines.wrapped(
          "$ \(command)", columns: columns,
          style: TextStyle(.muted, on: .popup))
      }
    }
    let end = run.state == .reading ? Sentence.setsUp : Sentence.goesOn
    return lines + [.empty]
      + Lines.wrapped(end, columns: columns, style: TextStyle(.muted, on: .popup))
  }

  private func expectationLines(_ step: LabStep, columns: Int) -> [StyledLine] {
    let muted = TextStyle(.muted, on: .popup)
    let head = Lines.wrapped(
      "Solved when this holds for \(step.check.rounds) s:", columns: columns, style: muted)
    return head
      + step.check.expectations.flatMap { expectation in
        Lines.wrapped(
          "○ \(expectation.says)", columns: columns, style: TextStyle(.text, on: .popup))
      }
  }

  /// The hints whose time has come.
  var dueHints: [LabHint] {
    guard let run = lab.run, let now = mesh.clock else { return [] }
    return run.hints(at: now)
  }

  /// Whether every hint was given, so that the solution may be read, too.
  private var hasAllHints: Bool {
    let count = dueHints.count
    return count > 0 && count == lab.run?.step.hints.count
  }

  /// The title of that text.
  var labTextTitle: String {
    guard let run = lab.run else { return "" }
    return "Step \(run.place + 1) of \(run.lab.steps.count): \(run.step.phase.rawValue)"
  }
}

extension Sentence {
  static let setsUp = "Enter closes this text and sets the step up."
  static let goesOn = "H shows this text again."
}
