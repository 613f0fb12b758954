import Glibc
import MeshModel
import Telemetry
import Testing

@testable import ShopRuntime

@Suite("A supervisor that watches its mesh")
struct WatcherTests {
  @Test("a killed and a hanging instance show in the health of their services")
  func healthIsSeen() throws {
    let mesh = try SupervisedMesh()
    try mesh.awaitRound()
    kill(try mesh.process(of: "payment-1"), SIGSTOP)
    let ill = try mesh.event {
      $0.contains(#""kind":"health","subject":"payment""#)
        && $0.contains("to failing: ")
    }
    #expect(ill?.contains("no answer since ") == true)
    // The others are shown as before: the source is well, and says of payment what it knows.
    let report = try #require(try mesh.latestRound()?.reports.first)
    #expect(report.problem == nil)
    let heard = Set(report.observations.map(\.service))
    #expect(heard.isSuperset(of: ["gateway", "order", "product", "broker", "registry"]))
    #expect(!heard.contains("payment"))
    kill(try mesh.process(of: "payment-1"), SIGKILL)
    #expect(try mesh.event { $0.contains(#""kind":"restart","subject":"payment-1""#) } != nil)
    #expect(try mesh.event { $0.contains(#""subject":"payment","detail":"failing to"#) } != nil)
  }
}
