import MeshModel
import Telemetry

/// Whatever a Prometheus server answers, from second to second, the snapshot holds no nonsense.
///
/// The input's pieces, between zero bytes, answer what a round asks: for the time, for the targets,
/// and for all series.
@_cdecl("LLVMFuzzerTestOneInput")
public func followPrometheus(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  followSource("prometheus", "http://127.0.0.1:9090", input, answers: 3)
  return 0
}
