import Files
import Live
import Telemetry
import YAML

extension Option {
  static let at = Option(
    "at", value: "DURATION", "Of a recording: so long after it began, instead of its end.")
}

extension Invocation {
  /// The recording to look at instead of sources; nil when there is none among what was named.
  var recording: String? {
    let sources = values("source")
    guard sources.count == 1, value("name") == nil, let source = sources.first,
      source.hasPrefix("replay=")
    else { return nil }
    return String(source.dropFirst("replay=".count))
  }

  /// A recording at its beginning.
  func replay(_ path: String) throws(Failure) -> Replay {
    let limit = 1 << 30
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes =
        path == "-"
        ? try Files.readStandardInput(limit: limit) : try Files.read(path, limit: limit)
    } catch {
      throw .file(error)
    }
    let rules = try healthRules()
    do throws(RecordingProblem) {
      return try Replay(bytes, rules: rules)
    } catch {
      throw MeshSentence.failure(error, in: path)
    }
  }

  /// Seconds after the beginning of a recording; nil for its end.
  func moment() throws(Failure) -> Double? {
    try duration("at").map { Double($0) / 1000 }
  }

  func step(_ replay: inout Replay, of path: String) throws(Failure) {
    do throws(RecordingProblem) {
      try replay.step()
    } catch {
      throw MeshSentence.failure(error, in: path)
    }
  }

  /// - Parameter moment: seconds after the beginning; nil goes on to the end.
  func advance(
    _ replay: inout Replay, of path: String, to moment: Double?
  ) throws(Failure) {
    do throws(RecordingProblem) {
      try replay.advance(to: moment ?? .infinity)
    } catch {
      throw MeshSentence.failure(error, in: path)
    }
    tellCutOff(replay, path)
    if let moment, replay.nextSeconds == nil, moment > replay.seconds + 1.5, !flag("quiet") {
      Output.say([MeshSentence.endsBefore(path, replay.seconds)])
    }
  }

  /// Says that the end of a recording is missing, when it has come to where that shows.
  func tellCutOff(_ replay: Replay, _ path: String) {
    guard let line = replay.cutOffLine, !flag("quiet") else { return }
    Output.say([MeshSentence.cutOff(path, line)])
  }
}
