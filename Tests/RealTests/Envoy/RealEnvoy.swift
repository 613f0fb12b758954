import HTTP
import TestSupport

/// A real Envoy beside an app `order`, in front of two apps, `payment-1` and `payment-2`.
final class RealEnvoy {
  /// What a test wants to be otherwise.
  struct Settings {
    /// What is said of its cluster in Envoy's own words, a line each.
    var cluster: [String] = []
    /// The same of its route, besides where it leads to.
    var route: [String] = []
    /// How many of ten requests go to `payment-2`.
    var share = 5
  }

  let apps: [TestApp]
  /// Where it takes requests.
  let base: String
  /// Where it tells of itself.
  let admin: String
  private let folder: TemporaryFolder
  private let configuration: String
  private var program: RunningProgram

  init(_ settings: Settings = Settings()) throws {
    folder = try TemporaryFolder()
    apps = [try TestApp(), try TestApp()]
    let ports = (egress: try freePort(), admin: try freePort())
    base = "http://127.0.0.1:\(ports.egress)"
    admin = "http://127.0.0.1:\(ports.admin)"
    let text = Self.configuration(settings, ports, apps, outliers: folder.path("ejections"))
    configuration = try folder.file("envoy.yaml", text)
    program = try Self.start(configuration, folder)
    try awaitStart()
  }

  /// How often its log says that it ejected an app, `EJECT`, or took one back, `UNEJECT`.
  func ejections(_ action: String) -> Int {
    let text = String(decoding: contents(of: folder.path("ejections")) ?? [], as: UTF8.self)
    return text.split(separator: "\n").count { $0.contains("\"action\":\"\(action)\"") }
  }

  /// Ends it as a crash would.
  func crash() { program.end() }

  /// Starts it again, with the same ports and all counters at nought.
  func start() throws {
    program = try Self.start(configuration, folder)
    try awaitStart()
  }

  /// Ends all that was started.
  func stop() {
    program.stop()
    for app in apps { app.stop() }
  }

  private func awaitStart() throws {
    try eventually(within: .seconds(10), "Envoy to be ready: \(program.printed)") {
      let request = Request("GET", "/ready")
      return (try? Client().send(request, to: admin, timeout: 1000))?.status == 200
    }
  }

  private static func start(
    _ configuration: String, _ folder: TemporaryFolder
  ) throws -> RunningProgram {
    // Each is alone: none shares memory with another on the same machine.
    try RunningProgram(
      [
        try path(), "-c", configuration, "--disable-hot-restart", "--concurrency", "1",
        "--log-level", "warning", "--file-flush-interval-msec", "100",
      ], log: folder.path("log"), lifetime: 50)
  }

  private static func path() throws -> String {
    let installed = try? Tree.path(".build/peers/envoy/bin/envoy")
    guard let path = RunningProgram.find("envoy") ?? installed else {
      throw HarnessError("'envoy' is not installed; run Scripts/install-dependencies tests")
    }
    return path
  }
}

// What it is told.
extension RealEnvoy {
  private static func configuration(
    _ settings: Settings, _ ports: (egress: UInt16, admin: UInt16), _ apps: [TestApp],
    outliers: String
  ) -> String {
    """
    node: {cluster: order, id: order-1}
    admin: {address: \(address(ports.admin))}
    stats_flush_on_admin: true
    cluster_manager: {outlier_detection: {event_log_path: \(outliers)}}
    static_resources:
      listeners:
        - name: egress
          traffic_direction: OUTBOUND
          address: \(address(ports.egress))
          filter_chains:
            - filters:
                - name: connections
                  typed_config:
                    "@type": \(kind("network.http_connection_manager", "HttpConnectionManager"))
                    stat_prefix: egress
                    route_config:
                      virtual_hosts:
                        - name: payment
                          domains: ["*"]
                          routes:
                            - match: {prefix: "/"}
                              route:
                                cluster: payment
                                timeout: 5s
                                \(settings.route.joined(separator: "\n" + String(repeating: " ", count: 28)))
                    http_filters:
                      - name: router
                        typed_config: {"@type": \(kind("http.router", "Router"))}
      clusters:
        - name: payment
          connect_timeout: 1s
          \(settings.cluster.joined(separator: "\n" + String(repeating: " ", count: 6)))
          load_assignment:
            cluster_name: payment
            endpoints:
              - lb_endpoints:
    \(endpoint(apps[0], "payment-1", weight: 10 - settings.share))
    \(endpoint(apps[1], "payment-2", weight: settings.share))

    """
  }

  private static func endpoint(_ app: TestApp, _ name: String, weight: Int) -> String {
    """
                - load_balancing_weight: \(weight)
                  endpoint: {hostname: \(name), address: \(address(app.port))}
    """
  }

  private static func address(_ port: UInt16) -> String {
    "{socket_address: {address: 127.0.0.1, port_value: \(port)}}"
  }

  private static func kind(_ filter: String, _ message: String) -> String {
    "type.googleapis.com/envoy.extensions.filters.\(filter).v3.\(message)"
  }
}
