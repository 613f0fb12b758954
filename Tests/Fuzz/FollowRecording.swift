import MeshModel
import Telemetry

/// Whatever stands in a recording, what is read of it can be shown, and can be recorded again.
@_cdecl("LLVMFuzzerTestOneInput")
public func followRecording(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var reader = RecordingReader()
  reader.feed(UnsafeBufferPointer(start: bytes, count: count))
  var state = MeshState()
  var encoder = RoundEncoder(fullEvery: 3)
  var copy = RecordingReader()
  copy.feed(RoundEncoder.head)
  while true {
    do throws(RecordingProblem) {
      guard let round = try reader.next() else { return 0 }
      state.take(round.reports, at: round.at)
      checkSnapshot(state.snapshot(windowSeconds: 10, at: round.at))
      checkCopy(round, &encoder, &copy)
    } catch {
      precondition(error.line >= 1 && error.line <= reader.line + 1, "no place")
      let isPlain = error.sentence.utf8.allSatisfy { (0x20...0x7E).contains($0) }
      precondition(isPlain && !error.sentence.isEmpty, "no sentence: \(error.sentence)")
      // A line without an end is all that is left.
      if error.line > reader.line { return 0 }
    }
  }
}

/// The same line comes of a round and of what its line is read as.
private func checkCopy(
  _ round: RecordedRound, _ encoder: inout RoundEncoder, _ copy: inout RecordingReader
) {
  copy.feed(encoder.line(round.reports, at: round.at).bytes)
  guard let again = try? copy.next() else { preconditionFailure("what was written is not read") }
  var (one, other) = (RoundEncoder(), RoundEncoder())
  let lines = [
    one.line(round.reports, at: round.at).bytes, other.line(again.reports, at: again.at).bytes,
  ]
  precondition(lines[0] == lines[1], "something was lost")
}
