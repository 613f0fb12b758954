import ShopRuntime
import YAML

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
    if let role = MeshPlan.Role(rawValue: service),
      let problem = MeshPlan.problem(role, count: count)
    {
      throw invocation.usage(problem)
    }
    try invocation.change(service) { mesh throws(ControlClient.Problem) in
      try mesh.scale(service, to: count)
    }
    return .fine
  }

  static let meshRestart = Command(
    name: "mesh restart", summary: "Replace every instance of a service without a failed request.",
    group: .mesh, operands: ["SERVICE"], options: [.meshName], examples: ["mesh restart order"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let service = try invocation.operand(0, "the service")
    try invocation.change(service) { mesh throws(ControlClient.Problem) in
      try mesh.restart(service)
    }
    return .fine
  }

  static let meshDown = Command(
    name: "mesh down", summary: "End a mesh and leave nothing behind.", group: .mesh,
    options: [.meshName]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let name = try invocation.meshName()
    let folders = try invocation.meshFolders()
    let outcome: MeshEnd.Outcome
    do throws(ControlClient.Problem) {
      outcome = try MeshEnd(folders).perform()
    } catch {
      throw MeshSentence.failure(error, mesh: name)
    }
    guard outcome != .lives else {
      throw MeshSentence.failure(.broken(MeshSentence.doesNotEnd), mesh: name)
    }
    if let sentence = MeshSentence.words(outcome, mesh: name, state: folders.state) {
      Output.say(["archadvisor: \(sentence)".printable])
    }
    return .fine
  }
}

extension Invocation {
  /// Changes the instances of a service and says which of them run then.
  func change(
    _ service: String,
    _ body: (ControlClient) throws(ControlClient.Problem) -> Void
  ) throws(Failure) {
    let status = try withMesh { mesh throws(ControlClient.Problem) in
      try body(mesh)
      return try mesh.status()
    }
    if flag("quiet") { return }
    let running = status.instances.filter { $0.service == service && $0.state == "ready" }
    let names = running.map { "\($0.id) (\($0.version))" }.joined(separator: ", ")
    try Output.write("\(service) runs as \(names)".printable + "\n")
  }
}
