import Glibc
import HTTP
import Platform
import Testing

@testable import ShopRuntime

/// A whole shop: a real process for each service, in folders of its own, and gone at the end.
final class ShopInProcesses {
  typealias Role = ServiceSettings.Role

  let folder: String
  let client: Client
  private let secureClient: Client
  private let lifeline: Pipe
  private let discovery: ServiceSettings.Discovery
  private let plain: Listener
  private let secure: Listener
  private var registry: String?
  private var children: [String: Child] = [:]

  init(_ discovery: ServiceSettings.Discovery = .client) throws {
    self.discovery = discovery
    var template = Array("/tmp/archadvisor-shop-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    for name in ["run", "state", "state/stores"] { mkdir("\(folder)/\(name)", 0o700) }
    let key = try Cryptography.random(24).map { String($0, radix: 16) }.joined() + "0123456789"
    let pair = try Cryptography.certificate(
      now: Int64(Clock.wall / 1_000_000), secondsValid: 3600)
    for (name, text) in [
      ("token-key", key), ("certificate.pem", pair.certificate),
      ("certificate-key.pem", pair.key), ("mesh-secret", try MeshSecret.make()),
    ] {
      try Self.write(text, "\(folder)/run/\(name)")
    }
    client = try Client()
    secureClient = try Client(authority: "\(folder)/run/certificate.pem")
    lifeline = try Pipe()
    plain = try Listener(port: 0)
    secure = try Listener(port: 0)
    for role in [
      Role.registry, .broker, .balancer, .user, .product, .inventory, .payment, .order, .gateway,
    ] {
      try start(role)
    }
  }

  private static func write(_ text: String, _ path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    fputs(text, file)
  }

  /// The program built beside the tests.
  private static var program: String {
    let own = Child.ownPath
    return own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/archadvisor"
  }

  func start(_ role: Role, _ number: Int = 1, manner: String = "") throws {
    let instance = "\(role.rawValue)-\(number)"
    var settings = ServiceSettings(
      role: role, instance: instance, runtimeFolder: "\(folder)/run",
      stateFolder: "\(folder)/state")
    settings.registry = registry
    settings.discovery = discovery
    settings.manner = manner
    let ready = try Pipe()
    defer { close(ready.reading) }
    var passed = [
      (from: lifeline.reading, to: Inherited.lifeline), (from: ready.writing, to: Inherited.ready),
    ]
    if role == .gateway {
      settings.hasListener = true
      passed.append((from: plain.descriptor, to: Inherited.listener))
      passed.append((from: secure.descriptor, to: Inherited.secureListener))
    }
    let log = open("\(folder)/\(instance).log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    defer { close(log) }
    children[instance] = try Child.start(
      Self.program, ["service"] + settings.words, Child.Files(log: log, passed: passed))
    close(ready.writing)
    let line = try #require(Self.line(ready.reading), "\(instance) is not ready")
    let port = try #require(line.split(separator: " ").last.map(String.init))
    if role == .registry { registry = "http://127.0.0.1:\(port)" }
  }

  private static func line(_ descriptor: Int32) -> String? {
    var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    guard poll(&watched, 1, 30_000) == 1 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 1 ? String(decoding: bytes[..<(count - 1)], as: UTF8.self) : nil
  }

  func kill(_ instance: String) {
    children[instance]?.send(SIGKILL)
    _ = ended(instance)
  }

  /// Asks an instance to end and says how it did.
  func finish(_ instance: String, _ signal: Int32 = SIGTERM) -> Child.End? {
    children[instance]?.send(signal)
    return ended(instance)
  }

  private func ended(_ instance: String) -> Child.End? {
    guard let child = children[instance] else { return nil }
    let limit = Clock.monotonic + 10_000_000_000
    while Clock.monotonic < limit {
      if let end = child.end() {
        children[instance] = nil
        return end
      }
      poll(nil, 0, 5)
    }
    return nil
  }

  /// Ends all at once; how each of them did.
  func end() -> [Child.End?] {
    for child in children.values { child.send(SIGINT) }
    return children.keys.sorted().map { ended($0) }
  }

  deinit {
    for (instance, child) in children {
      child.send(SIGKILL)
      _ = ended(instance)
    }
    for descriptor in [lifeline.reading, lifeline.writing] { close(descriptor) }
    plain.close()
    secure.close()
    removeTree(folder)
  }

  private func removeTree(_ path: String) {
    let pid = try? Child.start("/bin/rm", ["-rf", path], Child.Files(log: STDERR_FILENO))
    while let pid, pid.end() == nil { sched_yield() }
  }

  // Asking

  func send(
    _ method: String, _ path: String, key: String = "demo-key-001", body: String = "",
    idempotency: String? = nil, secure isSecure: Bool = false
  ) throws -> Response {
    var headers = Headers([("X-API-Key", key)])
    headers["idempotency-key"] = idempotency
    let request = Request(method, path, headers: headers, json: body)
    return isSecure
      ? try secureClient.send(request, to: "https://localhost:\(secure.port)", timeout: 10_000)
      : try client.send(request, to: "http://127.0.0.1:\(plain.port)", timeout: 10_000)
  }

  func sendToken(_ token: String, _ path: String) throws -> Response {
    let headers = Headers([("Authorization", "Bearer \(token)")])
    return try client.send(
      Request("GET", path, headers: headers), to: "http://127.0.0.1:\(plain.port)",
      timeout: 10_000)
  }

  /// Asks until the answer fits, for at most twenty seconds.
  func wait(
    _ path: String, key: String = "demo-key-001", until fits: (Response) -> Bool
  ) throws -> Response {
    let limit = Clock.monotonic + 20_000_000_000
    while true {
      let response = try send("GET", path, key: key)
      if fits(response) || Clock.monotonic > limit { return response }
      poll(nil, 0, 20)
    }
  }

  /// The value of a field of a small JSON text, as it is written there.
  static func field(_ name: String, _ text: String) -> String? {
    guard let range = text.firstRange(of: "\"\(name)\":") else { return nil }
    let rest = text[range.upperBound...]
    return String(rest.prefix { $0 != "," && $0 != "}" }).replacing("\"", with: "")
  }
}
