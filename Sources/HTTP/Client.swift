internal import CWeb
internal import Platform

/// An HTTP client; libcurl does the protocol.
///
/// A call blocks its thread until the answer is there or the time is over. Connections are kept
/// open and used again. A request is sent once: what becomes of one whose connection broke is for the
/// caller to decide, who knows whether it may be repeated.
public final class Client: Sendable {
  /// Handles that wait for their next call; each keeps its connections.
  private let idle: Guarded<[Handle]>
  private let idleLimit: Int
  /// PEM file of the only authority trusted for https; nil trusts the system's.
  private let authority: String?
  /// Path of a unix socket that all calls go to.
  private let unixSocket: String?
  /// A field that a request gets besides its own, by the base address it goes to.
  public typealias Credential = @Sendable (String) -> (name: String, value: String)?

  private let credential: Credential?

  /// - Parameters:
  ///   - idleLimit: handles kept for later calls.
  ///   - authority: path of a PEM file; nil trusts the system's authorities.
  ///   - unixSocket: sends all calls to this socket; host and port are only names then.
  ///   - credential: what is shown to whoever is called.
  public init(
    idleLimit: Int = 32, authority: String? = nil, unixSocket: String? = nil,
    credential: Credential? = nil
  ) throws(HTTPProblem) {
    try Library.client.load()
    self.unixSocket = unixSocket
    self.credential = credential
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
      request, credential?(base), url: base + Self.target(request),
      milliseconds: max(milliseconds, 1), limit: limit)
  }

  private func take() -> Handle? {
    idle.withLock { $0.popLast() } ?? Handle(authority: authority, unixSocket: unixSocket)
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
    func isPlain(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        true
      default: extra.utf8.contains(byte)
      }
    }
    if text.utf8.allSatisfy(isPlain) { return text }
    return text.utf8.map { byte in
      if isPlain(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
    }.joined()
  }
}

/// One of libcurl's handles. Used by one call at a time: whoever took it from the pool.
private struct Handle: @unchecked Sendable {
  let pointer: UnsafeMutableRawPointer

  /// Sets what is the same for all calls; nil without memory.
  init?(authority: String?, unixSocket: String?) {
    guard let pointer = cweb_easy_create() else { return nil }
    self.pointer = pointer
    _ = cweb_easy_set_text(pointer, CURLOPT_NOPROXY, "*")
    _ = cweb_easy_set_text(pointer, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = cweb_easy_set_long(pointer, CURLOPT_NOSIGNAL, 1)
    _ = cweb_easy_set_long(pointer, CURLOPT_TCP_NODELAY, 1)
    if let authority { _ = cweb_easy_set_text(pointer, CURLOPT_CAINFO, authority) }
    if let unixSocket { _ = cweb_easy_set_text(pointer, CURLOPT_UNIX_SOCKET_PATH, unixSocket) }
    _ = cweb_easy_set_write(pointer, CURLOPT_WRITEFUNCTION, takeBody)
    _ = cweb_easy_set_write(pointer, CURLOPT_HEADERFUNCTION, takeHeader)
    _ = cweb_easy_set_prereq(pointer, sendOnce)
  }

  func close() { cweb_easy_destroy(pointer) }

  func perform(
    _ request: Request, _ credential: (name: String, value: String)?, url: String,
    milliseconds: Int, limit: Int
  ) throws(HTTPProblem) -> Response {
    let answer = Answer(limit: limit)
    let list = headerList(request, credential)
    defer {
      _ = cweb_easy_set_pointer(pointer, CURLOPT_HTTPHEADER, nil)
      cweb_list_free(list)
    }
    _ = cweb_easy_set_text(pointer, CURLOPT_URL, url)
    _ = cweb_easy_set_long(pointer, CURLOPT_TIMEOUT_MS, milliseconds)
    _ = cweb_easy_set_long(pointer, CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
    _ = cweb_easy_set_pointer(pointer, CURLOPT_HTTPHEADER, list)
    let context = Unmanaged.passUnretained(answer).toOpaque()
    _ = cweb_easy_set_pointer(pointer, CURLOPT_WRITEDATA, context)
    _ = cweb_easy_set_pointer(pointer, CURLOPT_HEADERDATA, context)
    _ = cweb_easy_set_pointer(pointer, CURLOPT_PREREQDATA, context)
    let code = request.body.withUnsafeBytes { body in
      method(request, body)
      return cweb_easy_perform(pointer)
    }
    if answer.isTooLarge { throw .tooLarge }
    if code != 0 {
      let problem = HTTPProblem(curl: code)
      // Sent once, and then nobody was there any more for the second time.
      let isLost = answer.isLost || answer.wasSent && problem == .refused
      throw isLost ? .broken("it was closed before the answer") : problem
    }
    return Response(
      cweb_easy_get_long(pointer, CURLINFO_RESPONSE_CODE), headers: answer.headers,
      body: answer.body)
  }

  private func method(_ request: Request, _ body: UnsafeRawBufferPointer) {
    // Takes back whatever the handle's last call was.
    _ = cweb_easy_set_long(pointer, CURLOPT_HTTPGET, 1)
    _ = cweb_easy_set_pointer(pointer, CURLOPT_CUSTOMREQUEST, nil)
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

  private func headerList(
    _ request: Request, _ credential: (name: String, value: String)?
  ) -> UnsafeMutablePointer<curl_slist>? {
    // libcurl would wait for a "100 Continue" on larger bodies; our servers need no warning.
    var list = cweb_list_append(nil, "Expect:")
    // It would also call every body a form.
    if request.method != "GET", request.headers["Content-Type"] == nil {
      list = cweb_list_append(list, "Content-Type:")
    }
    if let credential { list = cweb_list_append(list, "\(credential.name): \(credential.value)") }
    for field in request.headers.fields where RequestHead.isText(field.name + field.value) {
      let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
      list = cweb_list_append(list, line)
    }
    return list
  }
}

private nonisolated(unsafe) let emptyBody: UnsafeRawPointer = UnsafeRawPointer(
  UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1))

/// An answer while it arrives. Only the calling thread touches it.
private final class Answer {
  var headers = Headers()
  var body: [UInt8] = []
  var isTooLarge = false
  /// Whether the request has gone out.
  var wasSent = false
  /// Whether its connection broke after that, before a byte of the answer had come.
  var isLost = false
  let limit: Int

  init(limit: Int) { self.limit = limit }
}

/// libcurl sends a request again, of whatever method, when a connection that was used before breaks
/// without an answer. The server may have done the work, so that is refused.
private let sendOnce: curl_prereq_callback = { @Sendable context, _, _, _, _ in
  guard let context else { return Int32(CURL_PREREQFUNC_ABORT) }
  let answer = Unmanaged<Answer>.fromOpaque(context).takeUnretainedValue()
  answer.isLost = answer.wasSent
  answer.wasSent = true
  return answer.isLost ? Int32(CURL_PREREQFUNC_ABORT) : Int32(CURL_PREREQFUNC_OK)
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
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  if line.starts(with: "HTTP/".utf8) {
    // An interim answer came before: only the last head counts.
    answer.headers = Headers()
  } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let value = line[(colon + 1)...].drop(while: isBlank).prefix { $0 != 0x0D && $0 != 0x0A }
    answer.headers.add(
      String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
  }
  return size * count
}
