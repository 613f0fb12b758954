import TestSupport
import Testing

@Suite("Who finds the instances")
struct DiscoveryTests {
  @Test("behind a balancer orders come about as without, and through it")
  func server() throws {
    let mesh = try TestMesh("--discovery", "server", "--instances", "order=2")
    #expect(try mesh.run("status").output.contains(#/balancer-1 +ready/#))
    let load = try mesh.run("load", "--rate", "30", "--for", "2s", "--mix", "order=1,home=1", "-q")
    #expect(load.output.contains(#/all +60 +100%/#), "\(load)")
    #expect(try mesh.run("verify").status == 0)
    // Spans arrive within a second or two; the run has a deadline.
    let traces = try mesh.script(
      #"until "$0" mesh trace --service balancer --slowest | grep -q "gateway-1 POST"; do :; done"#)
    #expect(traces.status == 0)
  }
}
