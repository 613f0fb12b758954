import Filter
import Live
import MeshModel
import Platform
import Telemetry

extension Command {
  static let meshReplay = Command(
    name: "mesh replay", summary: "Play a recording as 'mesh stat' would have shown it.",
    group: .mesh,
    details: [
      "The figures are those of the moment, exactly. With --at it shows one moment and ends; other "
        + "commands show one with --source replay=FILE --at DURATION, and the end without --at.",
      "FILE - is standard input.",
    ],
    operands: ["FILE"],
    options: [
      .at, Option("speed", value: "N", "How much faster than it was, 0.1 to 1000; 1."), .window,
      .limit, .filter(ServiceRow.fields), .sort, .instances,
      .output(["text", "wide", "json", "ndjson", "csv"]),
    ],
    examples: [
      "mesh replay outage.rounds --speed 4", "mesh replay outage.rounds --at 12s -o json",
    ]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let path = try invocation.operand(0, "the recording")
    let window = try invocation.window()
    let speed = try invocation.speed()
    let at = try invocation.moment()
    var output = try ServiceOutput(invocation)
    var replay = try invocation.replay(path)
    func show(isWatching: Bool) throws(Failure) {
      try output.write(
        replay.state.snapshot(windowSeconds: window, at: replay.now), isWatching: isWatching)
    }
    if let at {
      try invocation.advance(&replay, of: path, to: at)
      try show(isWatching: false)
      return .fine
    }
    try show(isWatching: true)
    while let next = replay.nextSeconds {
      Clock.pause(milliseconds: Int((next - replay.seconds) / speed * 1000))
      try invocation.step(&replay, of: path)
      try show(isWatching: true)
    }
    invocation.tellCutOff(replay, path)
    return .fine
  }
}

extension Invocation {
  fileprivate func speed() throws(Failure) -> Double {
    guard let text = value("speed") else { return 1 }
    guard let speed = Quantities.decimal(text), (0.1...1000).contains(speed) else {
      throw usage(MeshSentence.badSpeed(text))
    }
    return speed
  }
}
