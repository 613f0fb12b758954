import Instruments
import Testing

/// Which traces came by somewhere.
@Suite struct WaypointTests {
  private static func span(_ id: String, _ parent: String?, _ service: String, _ number: Int)
    -> Span
  {
    Span(
      trace: "t", id: id, parent: parent, service: service, instance: "\(service)-\(number)",
      name: "GET", kind: .server, start: 1, duration: 1, failure: nil)
  }

  private static let trace = Trace(
    id: "t",
    [
      span("1", nil, "gateway", 1), span("2", "1", "order", 2), span("3", "2", "order", 2),
      span("4", "3", "payment", 1), span("5", "1", "user", 1),
    ])

  @Test(arguments: [
    ("order", true), ("order-2", true), ("order-1", false), ("ord", false), ("order:payment", true),
    ("order-2:payment-1", true), ("payment:order", false), ("gateway:payment", false),
    ("gateway:user", true), (":", false), ("", false), ("order:payment:user", false),
  ])
  func finds(_ text: String, _ isOn: Bool) {
    #expect(Waypoint(text).isOn(Self.trace) == isOn)
  }
}
