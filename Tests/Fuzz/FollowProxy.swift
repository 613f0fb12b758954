import MeshModel
import Telemetry

/// Whatever a HAProxy says, from second to second, the snapshot holds no nonsense.
///
/// The input's pieces, between zero bytes, are one answer each.
@_cdecl("LLVMFuzzerTestOneInput")
public func followProxy(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  followSource("haproxy", "/run/haproxy.sock", input, answers: 1)
  return 0
}
