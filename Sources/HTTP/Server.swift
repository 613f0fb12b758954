internal import CWeb
internal import Glibc

/// An HTTP server on the loopback interface; libmicrohttpd does the protocol.
///
/// What RFC 9112 calls malformed, or ambiguous, never reaches the handler, nor does what names another
/// host or comes from a page elsewhere to change something (`HeadProblem`).
///
/// Every connection has its own thread, so a handler may block: it calls other services and stores
/// one after the other, which is what makes it readable. The number of connections is bounded.
public final class Server: Sendable {
  /// Where to listen and what to bear.
  public struct Settings: Sendable {
    /// 0 lets the system choose.
    public var port: UInt16 = 0
    /// Path of a unix socket to listen on instead of a port; what stood there is replaced.
    public var unixSocket: String?
    /// A socket that listens already, instead of a port. The server closes it at its end.
    public var listener: Listener?
    /// PEM texts of certificate and key; nil for plain HTTP.
    public var tls: (certificate: String, key: String)?
    /// Larger bodies are answered with 413.
    public var bodyLimit = 64 * 1024
    /// When more are open, each new one takes the place of the one that has waited longest
    /// without a whole request; those that are being answered stay.
    public var connectionLimit: UInt32 = 256
    /// Seconds without a byte before a connection is closed.
    public var idleTimeout: UInt32 = 30

    public init() {}
  }

  /// Answers a request; nil cuts the connection without an answer.
  public typealias Handler = @Sendable (Request) -> Response?

  private let daemon: Daemon
  private let context: Unmanaged<Context>
  /// The port it listens on; means nothing for a unix socket.
  public let port: UInt16

  /// Starts listening.
  ///
  /// - Throws: `noLibrary`, `portTaken`, `noSocket` or `cannotListen`.
  public init(_ settings: Settings, handler: @escaping Handler) throws(HTTPProblem) {
    try Library.server.load()
    if settings.tls != nil { try Library.crypto.load() }
    var options = cweb_server_options()
    options.listening = try Self.listen(settings)
    let context = Unmanaged.passRetained(
      Context(
        handler: handler, bodyLimit: settings.bodyLimit, isNetworked: settings.unixSocket == nil))
    options.port = settings.port
    options.connection_limit = settings.connectionLimit
    options.idle_timeout = settings.idleTimeout
    let started = Self.start(&options, settings.tls, context)
    guard let started else {
      let code = errno
      context.release()
      throw .listening(settings.port, errno: code)
    }
    daemon = Daemon(pointer: started)
    self.context = context
    port = cweb_server_port(started)
  }

  private static func listen(_ settings: Settings) throws(HTTPProblem) -> Int32 {
    if let listener = settings.listener { return listener.descriptor }
    guard let path = settings.unixSocket else { return -1 }
    let descriptor = cweb_listen_unix(path)
    if descriptor < 0 { throw .noSocket(path, String(cString: strerror(errno)).lowercased()) }
    return descriptor
  }

  private static func start(
    _ options: inout cweb_server_options, _ tls: (certificate: String, key: String)?,
    _ context: Unmanaged<Context>
  ) -> OpaquePointer? {
    guard let tls else {
      return cweb_server_start(&options, begin, handle, completed, context.toOpaque())
    }
    return tls.certificate.withCString { certificate in
      tls.key.withCString { key in
        options.certificate = certificate
        options.key = key
        return cweb_server_start(&options, begin, handle, completed, context.toOpaque())
      }
    }
  }

  /// Connections open now.
  public var connections: Int { Int(cweb_server_connections(daemon.pointer)) }

  /// Accepts no more connections; those that are open go on. The caller closes the descriptor.
  public func quiesce() -> Int32 { cweb_server_quiesce(daemon.pointer) }

  /// Closes all connections and waits for their handlers. Call it once.
  public func stop() {
    cweb_server_stop(daemon.pointer)
    context.release()
  }
}

/// libmicrohttpd's daemon is safe to use from any thread.
private struct Daemon: @unchecked Sendable {
  let pointer: OpaquePointer
}

/// What the callbacks need.
private final class Context: Sendable {
  let handler: Server.Handler
  let bodyLimit: Int
  /// Whether requests come by a port, which pages of a browser reach too.
  let isNetworked: Bool

  init(handler: @escaping Server.Handler, bodyLimit: Int, isNetworked: Bool) {
    self.handler = handler
    self.bodyLimit = bodyLimit
    self.isNetworked = isNetworked
  }
}

/// A request while it arrives. Only its connection's thread touches it.
private final class Incoming {
  let target: RequestTarget
  var headers: Headers?
  var body: [UInt8] = []
  var isTooLarge = false

  init(target: RequestTarget) { self.target = target }
}

/// Called by libmicrohttpd with the target of a request, before that is decoded; what comes back is the
/// state that the other callbacks get.
private let begin: cweb_target_callback = { @Sendable _, text, _ in
  guard let text else { return nil }
  let target = text.withMemoryRebound(to: UInt8.self, capacity: strlen(text)) {
    RequestTarget(UnsafeBufferPointer(start: $0, count: strlen(text)))
  }
  return Unmanaged.passRetained(Incoming(target: target)).toOpaque()
}

/// Called by libmicrohttpd: once for the head, then with every piece of body, then with none.
private let handle: MHD_AccessHandlerCallback = {
  @Sendable closure, connection, url, method, version, upload, uploadSize, state in
  guard let closure, let connection, let url, let method, let version, let uploadSize,
    let known = state?.pointee
  else { return .NO }
  let context = Unmanaged<Context>.fromOpaque(closure).takeUnretainedValue()
  let incoming = Unmanaged<Incoming>.fromOpaque(known).takeUnretainedValue()
  guard let headers = incoming.headers else {
    let head = RequestHead(
      method: String(cString: method), target: incoming.target, version: String(cString: version),
      headers: headers(connection))
    incoming.headers = head.headers
    let isWhole = cweb_head_is_whole(connection, method, url, version, incoming.target.size) != 0
    let problem =
      isWhole
      ? head.problem(isNetworked: context.isNetworked, bodyLimit: context.bodyLimit) : .damaged
    return problem.map { send($0.response, connection) } ?? .YES
  }
  if uploadSize.pointee > 0, let upload {
    let piece = UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee)
    incoming.isTooLarge =
      incoming.isTooLarge || incoming.body.count + piece.count > context.bodyLimit
    if !incoming.isTooLarge { incoming.body.append(contentsOf: piece) }
    uploadSize.pointee = 0
    return .YES
  }
  cweb_server_begins(connection)
  let response: Response? =
    incoming.isTooLarge
    ? HeadProblem.tooLarge(limit: context.bodyLimit).response
    : context.handler(
      Request(
        String(cString: method), path(url, incoming.target), query: query(connection),
        headers: headers, body: incoming.body))
  return response.map { send($0, connection) } ?? .NO
}

/// The decoded path; of a whole address only what stands behind its authority.
private func path(_ url: UnsafePointer<CChar>, _ target: RequestTarget) -> String {
  guard case .address(_, let start) = target.form else { return String(cString: url) }
  // Nothing before the path was coded, so it has the same length decoded.
  let path = String(cString: url + start)
  return path.isEmpty ? "/" : path
}

private let completed: MHD_RequestCompletedCallback = { @Sendable _, connection, state, _ in
  if let connection { cweb_server_ends(connection) }
  guard let state, let known = state.pointee else { return }
  Unmanaged<Incoming>.fromOpaque(known).release()
  state.pointee = nil
}

private func send(_ response: Response, _ connection: OpaquePointer) -> MHD_Result {
  let prepared = response.body.withUnsafeBytes { cweb_response_create($0.baseAddress, $0.count) }
  guard let prepared else { return .NO }
  defer { cweb_response_destroy(prepared) }
  for field in response.headers.fields {
    _ = cweb_response_header(prepared, field.name, field.value)
  }
  return cweb_respond(connection, UInt32(response.status), prepared) == 1 ? .YES : .NO
}

/// Collects names and values while libmicrohttpd walks over them.
private final class Pairs {
  var list: [(String, String)] = []
}

private func values(_ connection: OpaquePointer, _ kind: MHD_ValueKind) -> [(String, String)] {
  let pairs = Pairs()
  _ = cweb_values(
    connection, kind,
    { @Sendable closure, _, name, value in
      guard let closure, let name else { return .NO }
      Unmanaged<Pairs>.fromOpaque(closure).takeUnretainedValue().list
        .append((String(cString: name), value.map { String(cString: $0) } ?? ""))
      return .YES
    }, Unmanaged.passUnretained(pairs).toOpaque())
  return pairs.list
}

private func headers(_ connection: OpaquePointer) -> Headers {
  Headers(values(connection, .HEADER_KIND))
}

private func query(_ connection: OpaquePointer) -> [(name: String, value: String)] {
  values(connection, .GET_ARGUMENT_KIND).map { (name: $0.0, value: $0.1) }
}
