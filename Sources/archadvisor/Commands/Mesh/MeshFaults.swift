import Reports
import ShopRuntime

extension Command {
  static let meshFault = Command(
    name: "mesh fault", summary: "Break the mesh on purpose: add, list or clear faults.",
    group: .mesh,
    details: [
      "A fault acts on a service, an instance (payment-2) or an edge (order:payment), and ends by "
        + "itself after --for, whatever becomes of this command."
    ],
    operands: ["add|list|clear", "[TARGET|NUMBER]"],
    options: [
      .meshName, Option("latency", value: "DURATION", "Wait this long before every answer."),
      Option("jitter", value: "DURATION", "Give or take this much of the latency."),
      Option("errors", value: "SHARE", "Answer this share of requests with an error, as in 50%."),
      Option("code", value: "STATUS", "The status of those errors; 503."),
      Option("hang", "Take requests and never answer."),
      Option("reset", "Cut connections instead of answering."),
      Option("down", "Refuse everything, health checks too."),
      Option("crash", "End the process at once, as a fatal bug would."),
      Option("for", value: "DURATION", "How long it lasts; 60s."),
    ],
    examples: ["mesh fault add payment --errors 50% --for 20s", "mesh fault list"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let words = ["add", "list", "clear"]
    let word = try invocation.operand(0, "add, list or clear")
    switch word {
    case "add":
      let wanted = try Fault(invocation)
      let fault = try invocation.withMesh { mesh throws(ControlClient.Problem) in
        try mesh.add(wanted)
      }
      try Output.write("\(fault.line)\n")
    case "list":
      let faults = try invocation.withMesh { mesh throws(ControlClient.Problem) in
        try mesh.faults(asking: true)
      }
      try Output.write(faults.map { "\($0.line)\n" }.joined())
      if faults.isEmpty, !invocation.flag("quiet") { Output.say(["no fault is set"]) }
    case "clear":
      try invocation.clear(try invocation.faultNumber())
    default: throw invocation.usage(MeshSentence.unknownWord(word, words))
    }
    return .fine
  }

  static let meshHalt = Command(
    name: "mesh halt", summary: "End all faults at once; safe to repeat.", group: .mesh,
    options: [.meshName]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    try invocation.clear(nil)
    return .fine
  }
}

extension Invocation {
  fileprivate func faultNumber() throws(Failure) -> Int? {
    guard operands.count > 1 else { return nil }
    guard let number = Quantities.wholeNumber(operands[1]) else {
      throw usage(MeshSentence.badNumber("the fault", operands[1]))
    }
    return number
  }

  fileprivate func clear(_ id: Int?) throws(Failure) {
    let gone = try withMesh { mesh throws(ControlClient.Problem) in try mesh.clear(id: id) }
    if !flag("quiet") {
      Output.say(gone.isEmpty ? ["no fault was set"] : gone.map { "ended: \($0.line)" })
    }
  }
}

extension Fault {
  fileprivate init(_ invocation: Invocation) throws(Failure) {
    let text = try invocation.operand(1, "the target")
    guard let target = Target(text) else { throw invocation.usage(MeshSentence.badTarget(text)) }
    let duration = try invocation.duration("for") ?? Fault.defaultDuration
    guard duration > 0 else { throw invocation.usage(MeshSentence.noDuration("for")) }
    self.init(id: 0, target: target, remaining: duration)
    latency = try invocation.duration("latency")
    jitter = try invocation.duration("jitter") ?? 0
    errors = try invocation.percent("errors")
    if let status = invocation.value("code") {
      guard let number = Quantities.wholeNumber(status), (400...599).contains(number) else {
        throw invocation.usage(MeshSentence.badNumber("a status from 400 to 599", status))
      }
      code = number
    }
    hang = invocation.flag("hang")
    reset = invocation.flag("reset")
    down = invocation.flag("down")
    crash = invocation.flag("crash")
    if effect.isEmpty { throw invocation.usage(MeshSentence.noEffect) }
  }

  /// One line for people: number, target, effect, time left.
  fileprivate var line: String {
    let place = place.map { "  at \($0) alone" } ?? ""
    return "\(id)  \(target.text)  \(effect)  \((remaining + 500) / 1000)s left\(place)"
  }
}
