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

  static let meshDown = Command(
    name: "mesh down", summary: "End a mesh and leave nothing behind.", group: .mesh,
    options: [.meshName]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let folders = try invocation.meshFolders()
    let end = MeshEnd(folders)
    do throws(Failure) {
      try invocation.withMesh { mesh throws(ControlClient.Problem) in try mesh.down() }
    } catch {
      // A supervisor that has just been killed holds its lock for a moment longer.
      guard folders.awaitLeftOver(milliseconds: 1000) else { throw error }
      folders.removeLeftOver()
      try invocation.sayRemoved(folders)
      return .fine
    }
    switch end.wait() {
    case .ended: break
    case .died: try invocation.sayRemoved(folders)
    case .lives:
      throw MeshSentence.failure(.broken(MeshSentence.doesNotEnd), mesh: try invocation.meshName())
    }
    return .fine
  }
}

extension Invocation {
  /// That what a dead supervisor had left behind is gone.
  fileprivate func sayRemoved(_ folders: MeshFolders) throws(Failure) {
    let sentence = MeshSentence.leftOver(try meshName(), state: folders.state)
    Output.say(["archadvisor: \(sentence)".printable])
  }
}
