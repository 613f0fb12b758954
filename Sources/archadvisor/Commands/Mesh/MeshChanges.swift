import ShopRuntime

extension Command {
  static let meshScale = Command(
    name: "mesh scale", summary: "Bring a service to a number of instances.", group: .mesh,
    operands: ["SERVICE", "N"], options: [.meshName], examples: ["mesh scale payment 3"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let service = try invocation.operand(0, "the service")
    let text = try invocation.operand(1, "the number of instances")
    guard let count = Quantities.wholeNumber(text) else {
      throw invocation.usage(MeshSentence.badNumber("the number of instances", text))
    }
    try invocation.withMesh { mesh throws(ControlClient.Problem) in
      try mesh.scale(service, to: count)
    }
    return .fine
  }

  static let meshRestart = Command(
    name: "mesh restart", summary: "Replace every instance of a service without a failed request.",
    group: .mesh, operands: ["SERVICE"], options: [.meshName], examples: ["mesh restart order"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let service = try invocation.operand(0, "the service")
    try invocation.withMesh { mesh throws(ControlClient.Problem) in
      try mesh.restart(service)
    }
    return .fine
  }

  static let meshUpgrade = Command(
    name: "mesh upgrade",
    summary: "Try a service's next version on a few calls, then roll on or back.",
    group: .mesh,
    details: [
      "One instance of the new version gets a share of the calls. When its errors and latency hold "
        + "beside the old version's, the others are replaced one by one; otherwise it is taken away "
        + "again and the command ends with status 1."
    ],
    operands: ["SERVICE"],
    options: [
      .meshName, Option("to", value: "VERSION", "The version to go to, as in v2."),
      Option("canary", value: "SHARE", "Share of the calls for the first instance, as in 10%."),
      Option("watch", value: "DURATION", "How long the first instance is watched; 10s."),
      Option(
        "behaves", value: "HOW", choices: ["well", "slow", "faulty"],
        "How the demonstration's new version behaves."),
    ],
    examples: ["mesh upgrade order --to v2 --canary 10%"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let service = try invocation.operand(0, "the service")
    guard let version = invocation.value("to") else {
      throw invocation.usage(MeshSentence.missing("--to VERSION"))
    }
    let canary = try invocation.percent("canary")
    let watch = try invocation.duration("watch") ?? 10_000
    let manner = invocation.value("behaves").flatMap { $0 == "well" ? nil : $0 } ?? ""
    try invocation.withMesh { mesh throws(ControlClient.Problem) in
      try mesh.upgrade(
        service, to: version, canaryPercent: canary, watchMilliseconds: watch, manner: manner)
    }
    return .fine
  }

  static let meshDown = Command(
    name: "mesh down", summary: "End a mesh and leave nothing behind.", group: .mesh,
    options: [.meshName]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let folders = try invocation.meshFolders()
    try invocation.withMesh { mesh throws(ControlClient.Problem) in try mesh.down() }
    guard MeshStart.awaitEnd(folders) else {
      throw MeshSentence.failure(.broken(MeshSentence.doesNotEnd), mesh: try invocation.meshName())
    }
    return .fine
  }
}
