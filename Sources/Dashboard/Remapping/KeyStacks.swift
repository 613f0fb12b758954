extension KeyScope {
  /// The scopes that are in force at the same time, the innermost first.
  static let stacks: [[KeyScope]] = {
    let known: [[KeyScope]] = [
      [.prompt], [.confirmation], [.consent], [.reading], [.faultForm], [.palette], [.commandLog],
      [.drill],
      [.choices, .editor], [.choices, .question, .everywhere], [.list, .everywhere],
      [.matrix, .everywhere], [.mesh, .faults, .everywhere], [.service, .faults, .everywhere],
      [.traces, .faults, .everywhere], [.trace, .faults, .everywhere],
      [.logs, .faults, .everywhere],
      [.topology, .faults, .everywhere], [.breakers, .faults, .everywhere],
      [.patterns, .everywhere], [.labList],
      [.lab, .mesh, .faults, .everywhere], [.lab, .service, .faults, .everywhere],
      [.lab, .traces, .faults, .everywhere], [.lab, .trace, .faults, .everywhere],
      [.lab, .logs, .faults, .everywhere],
      [.lab, .topology, .faults, .everywhere], [.lab, .breakers, .faults, .everywhere],
    ]
    // What stands in no list is taken for a screen of its own.
    let rest = allCases.filter { scope in !known.contains { $0.contains(scope) } }
    return known + rest.map { [$0, .everywhere] }
  }()

  /// Whether text is typed there.
  var takesText: Bool { [.prompt, .palette].contains(self) }
}
