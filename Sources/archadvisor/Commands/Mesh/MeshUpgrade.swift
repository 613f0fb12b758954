import ShopRuntime

extension Command {
  static let meshUpgrade = Command(
    name: "mesh upgrade", summary: "Replace a service's instances by another version.",
    group: .mesh,
    details: [
      "Each new instance is ready before an old one ends. When a new one does not become ready the "
        + "old ones go on, and the command ends with status 1.",
      "With --canary one instance of the new version comes first, beside the old ones, and gets that "
        + "share of the calls. Its errors and its latency are compared with theirs. It is rolled "
        + "out when it does as well, and taken back when it does worse or was called too seldom to "
        + "tell; then the command ends with status 1.",
    ],
    operands: ["SERVICE"],
    options: [
      .meshName, Option("to", value: "VERSION", "The version to go to, as in v2."),
      Option("canary", value: "SHARE", "Try the new version with this share first, as in 10%."),
      Option("watch", value: "DURATION", "How long it is tried; 10s."),
      Option(
        "behaves", value: "HOW", choices: ["well", "slow", "faulty"],
        "How the demonstration's new version behaves."),
    ],
    examples: [
      "mesh upgrade order --to v2", "mesh upgrade product --to v2 --canary 10% --watch 30s",
      "mesh upgrade product --to v2 --canary 25% --behaves faulty",
    ]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let service = try invocation.operand(0, "the service")
    guard let version = invocation.value("to") else {
      throw invocation.usage(MeshSentence.missing("--to VERSION"))
    }
    guard MeshPlan.isVersion(version) else {
      throw invocation.usage(MeshSentence.badVersion(version))
    }
    let manner = invocation.value("behaves").flatMap { $0 == "well" ? nil : $0 } ?? ""
    let trial = try invocation.trial()
    if let trial, !invocation.flag("quiet") {
      Output.say([MeshSentence.tries(version, service, trial.percent, trial.milliseconds)])
    }
    try invocation.change(service) { mesh throws(ControlClient.Problem) in
      try mesh.upgrade(
        service, to: version, canaryPercent: trial?.percent,
        watchMilliseconds: trial?.milliseconds ?? Invocation.usualWatch, manner: manner)
    }
    return .fine
  }
}

extension Invocation {
  /// Milliseconds a new version is watched unless said otherwise.
  fileprivate static let usualWatch = 10_000

  /// Which share for how long; nil when the new version is not to be tried first.
  fileprivate func trial() throws(Failure) -> (percent: Int, milliseconds: Int)? {
    guard let percent = try percent("canary") else {
      if value("watch") != nil { throw usage(MeshSentence.watchWithoutCanary) }
      return nil
    }
    guard (1...50).contains(percent) else { throw usage(MeshSentence.badCanary) }
    let milliseconds = try duration("watch") ?? Self.usualWatch
    guard (1000...600_000).contains(milliseconds) else { throw usage(MeshSentence.badWatch) }
    return (percent, milliseconds)
  }
}
