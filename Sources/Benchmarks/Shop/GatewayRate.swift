import ShopRuntime

/// The gateway beside nginx: both pass requests on to the same product process, in turn. The
/// gateway checks a token with each, nginx checks nothing.
struct GatewayRate {
  let program: String
  let tree: String

  private static let rounds = 7
  private static let seconds = 2

  func measure(_ table: Table) {
    guard let folder = TemporaryFolder("wrk") else { return }
    defer { folder.remove() }
    guard let mesh = BenchMesh(program) else { return table.row("gateway beside nginx", [], "") }
    defer { _ = mesh.down() }
    guard let token = mesh.token(), let product = mesh.address("product"),
      let secret = mesh.secret(for: product),
      let nginx = Nginx(
        ["/usr/sbin/nginx", "\(tree)/.build/peers/usr/sbin/nginx"], to: product,
        secret: secret, certificate: mesh.folders.certificate, key: mesh.folders.certificateKey)
    else { return table.row("gateway beside nginx", [], "") }
    defer { nginx.end() }
    func run(_ base: String) -> Wrk? {
      Wrk("\(base)/api/products/product-01", token: token, seconds: Self.seconds, folder: folder)
    }
    compare(table, "HTTP", { run(nginx.plain) }, { run(mesh.status.gateway) })
    compare(table, "HTTPS", { run(nginx.secure) }, { run(mesh.status.secureGateway) })
  }

  private func compare(
    _ table: Table, _ scheme: String, _ nginx: () -> Wrk?, _ gateway: () -> Wrk?
  ) {
    var pairs: [(nginx: Wrk, gateway: Wrk)] = []
    // Connections and caches of both are warm after the first round.
    for round in 0...Self.rounds {
      guard let theirs = nginx(), let ours = gateway() else { break }
      if round > 0 { pairs.append((theirs, ours)) }
    }
    let how = "\(scheme), \(Wrk.connections) connections"
    table.row("nginx to product, \(how)", pairs.map(\.nginx.rate), "a second")
    table.row("gateway to product, \(how)", pairs.map(\.gateway.rate), "a second")
    table.row(
      "as a share of nginx", pairs.map { $0.gateway.rate / $0.nginx.rate }, "", .atLeast(0.5))
    table.row("nginx, 99th percentile", pairs.map(\.nginx.p99), "ms")
    table.row("gateway, 99th percentile", pairs.map(\.gateway.p99), "ms")
    table.row(
      "as a multiple of nginx", pairs.map { $0.gateway.p99 / $0.nginx.p99 }, "", .atMost(2))
  }
}
