import Glibc
import ShopRuntime

extension Command {
  static let meshUp = Command(
    name: "mesh up", summary: "Start the shop, a small mesh of real services on this machine.",
    group: .mesh,
    details: [
      "It returns when every service is ready and leaves the mesh running by itself; "
        + "'archadvisor mesh down' ends it. Everything listens on 127.0.0.1 only."
    ],
    options: [
      .meshName,
      Option(
        "instances", value: "LIST", "Instances by service, as in order=2,payment=3; 1 otherwise."),
      Option(
        "discovery", value: "SIDE", choices: ["client", "server"],
        "Who finds instances: each client by the registry, or a balancer as server."),
      Option(
        "port", value: "N", "The gateway's port for HTTP; any free one unless said otherwise."),
      Option("foreground", "Stay and show what happens; an interrupt ends the mesh."),
      Option("keep", "Keep stores and logs when the mesh ends."),
    ],
    examples: ["mesh up", "mesh up --instances order=2,payment=2"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let plan = try MeshPlan(invocation)
    let folders = try invocation.meshFolders()
    let isQuiet = invocation.flag("quiet")
    let start = MeshStart(plan, folders, keepsState: invocation.flag("keep"))
    let progress: @Sendable (String) -> Void = { if !isQuiet { Output.say([$0]) } }
    if invocation.flag("foreground") {
      let wasReady = try attempt { () throws(MeshProcess.Problem) in
        try start.stay(progress: progress)
      }
      return wasReady ? .fine : .unreachable
    }
    let addresses = try attempt { () throws(MeshProcess.Problem) in
      try start.detach(progress: progress)
    }
    try Output.write(addresses.map { "\($0)\n" }.joined())
    return .fine
  }

  private static func attempt<Value>(
    _ body: () throws(MeshProcess.Problem) -> Value
  ) throws(Failure) -> Value {
    do throws(MeshProcess.Problem) {
      return try body()
    } catch {
      throw MeshSentence.failure(error)
    }
  }

  /// The supervisor of a mesh; `mesh up` starts it.
  static let supervise = Command(
    name: "supervise", summary: "Run the supervisor of a mesh; 'mesh up' calls this.",
    group: .mesh, operands: ["WORDS..."], options: []
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    guard let start = MeshStart(words: invocation.operands) else {
      throw invocation.usage(UsageSentence.notASetting)
    }
    return start.supervise() ? .fine : .unreachable
  }
}

extension MeshPlan {
  /// The plan a command line asks for.
  fileprivate init(_ invocation: Invocation) throws(Failure) {
    self.init(name: try invocation.meshName())
    seed = invocation.value("seed").flatMap { UInt64($0) } ?? 1
    discovery = invocation.value("discovery").flatMap { .init(rawValue: $0) } ?? .client
    if discovery == .server { instances[.balancer] = 1 }
    if let text = invocation.value("port") {
      guard let number = UInt16(text), number > 0 else {
        throw invocation.usage(MeshSentence.badNumber("the port", text))
      }
      port = number
    }
    guard let text = invocation.value("instances") else { return }
    guard let counts = Quantities.counts(text) else {
      throw invocation.usage(MeshSentence.badInstances(text))
    }
    for (name, count) in counts {
      guard let role = Role(rawValue: name) else {
        let known = Role.allCases.map(\.rawValue)
        throw invocation.usage(MeshSentence.unknownService(name, known))
      }
      if let problem = Self.problem(role, count: count) { throw invocation.usage(problem) }
      instances[role] = count
    }
  }
}
