internal import CWeb
internal import Locks

/// An HTTP client; libcurl does the protocol.
///
/// A call blocks its thread until the answer is there or the time is over. Connections are kept
/// open and used again.
public final class Client: Sendable {
  /// Handles that wait for their next call; each keeps its connections.
  private let idle: Guarded<[Handle]>
  private let idleLimit: Int
  /// PEM file of the only authority trusted for https; nil trusts the system's.
  private let authority: String?
  /// Path of a unix socket that all calls go to.
  private let unixSocket: String?

  /// - Parameters:
  ///   - idleLimit: handles kept for later calls.
  ///   - authority: path of a PEM file; nil trusts the system's authorities.
  ///   - unixSocket: sends all calls to this socket; host and port are only names then.
  public init(
    idleLimit: Int = 32, authority: String? = nil, unixSocket: String? = nil
  ) throws(HTTPProblem) {
    try Library.client.load()
    self.unixSocket = unixSocket
    self.idleLimit = idleLimit
    self.authority = authority
    idle = Guarded([])
  }

  /// Sends a request and waits for the answer.
  ///
  /// - Parameters:
  ///   - base: scheme, host and port, as in `http://127.0.0.1:7100`.
  ///   - timeout: milliseconds for the whole call, at least 1.
  ///   - limit: the largest body accepted, in bytes.
  public func send(
    _ request: Request, to base: String, timeout milliseconds: Int, limit: Int = 1_000_000
  ) throws(HTTPProblem) -> Response {
    guard let handle = take() else { throw .broken("out of memory") }
    defer { give(handle) }
    return try handle.perform(
      request, url: base + Self.target(request), milliseconds: max(milliseconds, 1), limit: limit,
      peer: Peer(authority: authority, unixSocket: unixSocket))
  }

  private func take() -> Handle? {
    idle.withLock { $0.popLast() } ?? Handle()
  }

  private func give(_ handle: Handle) {
    let kept = idle.withLock { handles in
      guard handles.count < idleLimit else { return false }
      handles.append(handle)
      return true
    }
    if !kept { handle.close() }
  }

  deinit {
    idle.withLock { handles in handles.forEach { $0.close() } }
  }

  /// Path and query, encoded.
  static func target(_ request: Request) -> String {
    let path = encoded(request.path, keeping: "/")
    if request.query.isEmpty { return path }
    return path + "?"
      + request.query.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
  }

  private static func encoded(_ text: String, keeping extra: String = "") -> String {
    let plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" + extra
    if text.utf8.allSatisfy(plain.utf8.contains) { return text }
    return text.utf8.map { byte in
      if plain.utf8.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
    }.joined()
  }
}

/// Whom a client talks to and trusts.
private struct Peer {
  let authority: String?
  let unixSocket: String?
}

/// One of libcurl's handles. Used by one call at a time: whoever took it from the pool.
private struct Handle: @unchecked Sendable {
  let pointer: UnsafeMutableRawPointer

  init?() {
    guard let pointer = cweb_easy_create() else { return nil }
    self.pointer = pointer
  }

  func close() { cweb_easy_destroy(pointer) }

  func perform(
    _ request: Request, url: String, milliseconds: Int, limit: Int, peer: Peer
  ) throws(HTTPProblem) -> Response {
    cweb_easy_reset(pointer)
    let answer = Answer(limit: limit)
    let list = headerList(request)
    defer { cweb_list_free(list) }
    configure(url, milliseconds, peer)
    _ = cweb_easy_set_pointer(pointer, CURLOPT_HTTPHEADER, list)
    let context = Unmanaged.passUnretained(answer).toOpaque()
    _ = cweb_easy_set_pointer(pointer, CURLOPT_WRITEDATA, context)
    _ = cweb_easy_set_pointer(pointer, CURLOPT_HEADERDATA, context)
    let code = request.body.withUnsafeBytes { body in
      method(request, body)
      return cweb_easy_perform(pointer)
    }
    if answer.isTooLarge { throw .tooLarge }
    if code != 0 { throw HTTPProblem(curl: code) }
    return Response(
      cweb_easy_get_long(pointer, CURLINFO_RESPONSE_CODE), headers: answer.headers,
      body: answer.body)
  }

  private func configure(_ url: String, _ milliseconds: Int, _ peer: Peer) {
    _ = cweb_easy_set_text(pointer, CURLOPT_URL, url)
    _ = cweb_easy_set_text(pointer, CURLOPT_NOPROXY, "*")
    _ = cweb_easy_set_text(pointer, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = cweb_easy_set_long(pointer, CURLOPT_NOSIGNAL, 1)
    _ = cweb_easy_set_long(pointer, CURLOPT_TCP_NODELAY, 1)
    _ = cweb_easy_set_long(pointer, CURLOPT_TIMEOUT_MS, milliseconds)
    _ = cweb_easy_set_long(pointer, CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
    if let file = peer.authority { _ = cweb_easy_set_text(pointer, CURLOPT_CAINFO, file) }
    if let path = peer.unixSocket {
      _ = cweb_easy_set_text(pointer, CURLOPT_UNIX_SOCKET_PATH, path)
    }
    _ = cweb_easy_set_write(pointer, CURLOPT_WRITEFUNCTION, takeBody)
    _ = cweb_easy_set_write(pointer, CURLOPT_HEADERFUNCTION, takeHeader)
  }

  private func method(_ request: Request, _ body: UnsafeRawBufferPointer) {
    if request.method == "HEAD" { _ = cweb_easy_set_long(pointer, CURLOPT_NOBODY, 1) }
    if !body.isEmpty || request.method == "POST" || request.method == "PUT" {
      _ = cweb_easy_set_long(pointer, CURLOPT_POST, 1)
      _ = cweb_easy_set_long(pointer, CURLOPT_POSTFIELDSIZE, body.count)
      _ = cweb_easy_set_pointer(pointer, CURLOPT_POSTFIELDS, body.baseAddress ?? emptyBody)
    }
    if !["GET", "HEAD", "POST"].contains(request.method) {
      _ = cweb_easy_set_text(pointer, CURLOPT_CUSTOMREQUEST, request.method)
    }
  }

  private func headerList(_ request: Request) -> UnsafeMutablePointer<curl_slist>? {
    // libcurl would wait for a "100 Continue" on larger bodies; our servers need no warning.
    var list = cweb_list_append(nil, "Expect:")
    for field in request.headers.fields where Self.isSafe(field.name + field.value) {
      let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
      list = cweb_list_append(list, line)
    }
    return list
  }

  /// A line break inside a field would smuggle in another one.
  private static func isSafe(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }
}

private nonisolated(unsafe) let emptyBody: UnsafeRawPointer = UnsafeRawPointer(
  UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1))

/// An answer while it arrives. Only the calling thread touches it.
private final class Answer {
  var headers = Headers()
  var body: [UInt8] = []
  var isTooLarge = false
  let limit: Int

  init(limit: Int) { self.limit = limit }
}

private let takeBody: curl_write_callback = { @Sendable bytes, size, count, context in
  guard let bytes, let context else { return 0 }
  let answer = Unmanaged<Answer>.fromOpaque(context).takeUnretainedValue()
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  if answer.body.count + piece.count > answer.limit {
    answer.isTooLarge = true
    return 0
  }
  answer.body.append(contentsOf: piece)
  return piece.count
}

private let takeHeader: curl_write_callback = { @Sendable bytes, size, count, context in
  guard let bytes, let context else { return 0 }
  let answer = Unmanaged<Answer>.fromOpaque(context).takeUnretainedValue()
  let line = String(
    decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self)
  if line.hasPrefix("HTTP/") {
    // An interim answer came before: only the last head counts.
    answer.headers = Headers()
  } else if let colon = line.firstIndex(of: ":") {
    let value = line[line.index(after: colon)...]
      .drop { $0 == " " || $0 == "\t" }
      .prefix { $0 != "\r\n" && $0 != "\r" && $0 != "\n" }
    answer.headers.add(String(line[..<colon]), String(value))
  }
  return size * count
}
