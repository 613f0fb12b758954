import Files
import Live
import MeshModel
import Platform
import YAML

extension Command {
  static let meshRecord = Command(
    name: "mesh record", summary: "Write down how a mesh does, to be replayed later.",
    group: .mesh,
    details: [
      "Every second a line is added, until an interrupt or for as long as --for says; both are a good "
        + "end. A recording that was cut off can be read up to its last whole line. What a source "
        + "has kept from before comes first.",
      "'mesh replay' plays it, and every command that looks at a mesh takes it as --source replay=FILE.",
    ],
    operands: ["FILE"],
    options: Option.sources + [
      Option("for", value: "DURATION", "How long; until interrupted unless said otherwise."),
      Option("overwrite", "Replace the file if there is one."),
    ],
    examples: ["mesh record outage.rounds", "mesh record outage.rounds --for 1m"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let path = try invocation.operand(0, "the file to write")
    let milliseconds = try invocation.duration("for")
    let recorder = RoundRecorder()
    let mesh = try invocation.liveMesh(recorder: recorder)
    if mesh.isStill { throw invocation.usage(MeshSentence.recordsRecording) }
    var session = RecordingSession(mesh, recorder, path: path, isQuiet: invocation.flag("quiet"))
    try session.begin(overwriting: invocation.flag("overwrite"))
    try session.goOn(milliseconds: milliseconds)
    return .fine
  }
}

/// Looks at a mesh second by second, and adds what it sees to a file.
private struct RecordingSession {
  private let mesh: LiveMesh
  private let isQuiet: Bool
  private var progress: ProgressLine
  private var interruption: Interruption
  private var file: RoundFile
  private let path: String

  /// Milliseconds from one look to the next.
  private static let pace = 1000
  /// Milliseconds between two looks at whether somebody wants an end.
  private static let nap = 50

  init(_ mesh: LiveMesh, _ recorder: RoundRecorder, path: String, isQuiet: Bool) {
    self.mesh = mesh
    self.path = path
    file = RoundFile(mesh, recorder)
    self.isQuiet = isQuiet
    progress = ProgressLine(quiet: isQuiet)
    interruption = Interruption()
  }

  /// The file is made when there is something to write.
  mutating func begin(overwriting: Bool) throws(Failure) {
    mesh.poll()
    try LiveView.mustHearSomeone(mesh.state.snapshot(windowSeconds: 10, at: mesh.now).sources)
    do throws(FileProblem) {
      try file.begin(path, overwriting: overwriting)
    } catch {
      throw Failure.file(error)
    }
  }

  mutating func goOn(milliseconds: Int?) throws(Failure) {
    let start = Clock.monotonic
    let end = milliseconds.map { start + UInt64($0) * 1_000_000 }
    var next = start
    while true {
      next += UInt64(Self.pace) * 1_000_000
      guard wait(until: min(next, end ?? next)) else { break }
      if let end, Clock.monotonic >= end { break }
      try look()
      progress.say(MeshSentence.recorded(file.rounds, bytes: file.size))
    }
    progress.end()
    try close()
  }

  /// False when somebody wants an end.
  private mutating func wait(until moment: UInt64) -> Bool {
    while !interruption.isRequested() {
      let now = Clock.monotonic
      if now >= moment { return true }
      Clock.pause(milliseconds: min(Int((moment - now) / 1_000_000) + 1, Self.nap))
    }
    return false
  }

  private mutating func look() throws(Failure) {
    do throws(FileProblem) {
      try file.look()
    } catch {
      progress.end()
      throw Failure.file(error)
    }
  }

  private func close() throws(Failure) {
    do throws(FileProblem) {
      try file.close()
    } catch {
      throw Failure.file(error)
    }
    if !isQuiet {
      Output.say([
        "\(MeshSentence.recorded(file.rounds, bytes: file.size)) in \(path.printable)"
      ])
    }
  }
}
