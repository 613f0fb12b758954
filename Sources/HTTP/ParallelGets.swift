internal import CWeb
public import Glibc

/// Many GETs at the same time in one thread, over connections that are kept for the next time.
///
/// libcurl does the protocol. Whoever owns this lets one thread at a time call it, under a lock of its
/// own; that is why it may pass from thread to thread.
public final class ParallelGets: @unchecked Sendable {
  /// How all of them are sent.
  public struct Settings: Sendable, Hashable {
    /// Path of a PEM file with the only authorities trusted for https; nil trusts the system's.
    public var authority: String?
    /// The largest body accepted, in bytes.
    public var limit = 32_000_000

    public init() {}
  }

  /// What to ask.
  public struct Get: Sendable, Hashable {
    /// Absolute, with http or https.
    public var url: String
    /// Goes to this socket; the host of the address is only a name then.
    public var unixSocket: String?
    /// Sent as `Authorization: Bearer`.
    public var token: String?
    /// For the whole request, at least 1.
    public var milliseconds: Int

    public init(url: String, unixSocket: String? = nil, token: String? = nil, milliseconds: Int) {
      self.url = url
      self.unixSocket = unixSocket
      self.token = token
      self.milliseconds = milliseconds
    }
  }

  /// An answer of any status, or why there is none.
  public typealias Outcome = Result<(status: Int, body: [UInt8]), HTTPProblem>

  /// Connections kept at most, those to other hosts included.
  private static let connectionLimit = 4096

  private let multi: UnsafeMutableRawPointer
  private let settings: Settings
  private var running: [UnsafeMutableRawPointer: Transfer] = [:]
  private var idle: [UnsafeMutableRawPointer] = []

  /// - Throws: `noLibrary`.
  public init(_ settings: Settings = Settings()) throws(HTTPProblem) {
    try Library.multi.load()
    guard let multi = cweb_multi_create() else { throw .broken("out of memory") }
    cweb_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.connectionLimit)
    self.multi = multi
    self.settings = settings
  }

  deinit {
    stopAll()
    idle.forEach(cweb_easy_destroy)
    cweb_multi_destroy(multi)
  }

  /// How many have not ended.
  public var count: Int { running.count }

  /// Begins to ask; `turn` gives the outcome with this number.
  ///
  /// - Returns: false when there is no memory for it.
  public func start(_ get: Get, number: Int) -> Bool {
    guard let easy = idle.popLast() ?? cweb_easy_create() else { return false }
    let transfer = Transfer(number: number, limit: settings.limit)
    transfer.configure(easy, get, authority: settings.authority)
    guard cweb_multi_add(multi, easy) == 0 else {
      idle.append(easy)
      return false
    }
    running[easy] = transfer
    return true
  }

  /// Goes on with all of them, and waits when nothing has ended.
  ///
  /// - Parameters:
  ///   - descriptors: others to wait for; the caller looks at them itself.
  ///   - milliseconds: the longest wait.
  public func turn(
    alsoFor descriptors: [pollfd] = [], milliseconds: Int
  ) -> [(number: Int, outcome: Outcome)] {
    cweb_multi_perform(multi)
    let ended = takeEnded()
    if !ended.isEmpty { return ended }
    var others = descriptors.map {
      curl_waitfd(fd: $0.fd, events: Self.events($0.events), revents: 0)
    }
    cweb_multi_wait(
      multi, &others, UInt32(others.count), Int32(clamping: max(milliseconds, 0)))
    cweb_multi_perform(multi)
    return takeEnded()
  }

  /// Gives up all that have not ended.
  public func stopAll() {
    for easy in running.keys { release(easy) }
    running = [:]
  }

  private func takeEnded() -> [(number: Int, outcome: Outcome)] {
    var ended: [(number: Int, outcome: Outcome)] = []
    var code: Int32 = 0
    while let easy = cweb_multi_finished(multi, &code) {
      guard let transfer = running.removeValue(forKey: easy) else { continue }
      ended.append((transfer.number, transfer.outcome(easy, code)))
      release(easy)
    }
    return ended
  }

  private func release(_ easy: UnsafeMutableRawPointer) {
    cweb_multi_remove(multi, easy)
    cweb_easy_reset(easy)
    idle.append(easy)
  }

  private static func events(_ poll: Int16) -> Int16 {
    (poll & Int16(POLLIN) != 0 ? Int16(CURL_WAIT_POLLIN) : 0)
      | (poll & Int16(POLLOUT) != 0 ? Int16(CURL_WAIT_POLLOUT) : 0)
  }
}

/// An answer while it arrives.
private final class Transfer {
  let number: Int
  private let limit: Int
  private var body: [UInt8] = []
  private var isTooLarge = false
  private var headers: UnsafeMutablePointer<curl_slist>?
  private static let slack = 256

  init(number: Int, limit: Int) {
    self.number = number
    self.limit = limit
  }

  deinit { cweb_list_free(headers) }

  func configure(
    _ easy: UnsafeMutableRawPointer, _ get: ParallelGets.Get, authority: String?
  ) {
    func set(_ option: CURLoption, _ value: Int) { _ = cweb_easy_set_long(easy, option, value) }
    func set(_ option: CURLoption, _ text: String) { _ = cweb_easy_set_text(easy, option, text) }
    set(CURLOPT_URL, get.url)
    set(CURLOPT_NOPROXY, "*")
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_BUFFERSIZE, 102_400)
    set(CURLOPT_TIMEOUT_MS, max(get.milliseconds, 1))
    set(CURLOPT_CONNECTTIMEOUT_MS, max(get.milliseconds, 1))
    if let authority { set(CURLOPT_CAINFO, authority) }
    if let path = get.unixSocket { set(CURLOPT_UNIX_SOCKET_PATH, path) }
    if let token = get.token {
      headers = cweb_list_append(nil, "Authorization: Bearer \(token)")
      _ = cweb_easy_set_pointer(easy, CURLOPT_HTTPHEADER, headers)
    }
    _ = cweb_easy_set_write(easy, CURLOPT_WRITEFUNCTION, takePiece)
    _ = cweb_easy_set_pointer(
      easy, CURLOPT_WRITEDATA, Unmanaged.passUnretained(self).toOpaque())
  }

  /// - Returns: false when it is too much.
  func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    isTooLarge = body.count + piece.count > limit
    // Most pages come in one piece, and whoever reads them puts a few bytes behind.
    if body.isEmpty { body.reserveCapacity(piece.count + Self.slack) }
    if !isTooLarge { body.append(contentsOf: piece) }
    return !isTooLarge
  }

  func outcome(_ easy: UnsafeMutableRawPointer, _ code: Int32) -> ParallelGets.Outcome {
    if isTooLarge { return .failure(.tooLarge) }
    if code != 0 { return .failure(HTTPProblem(curl: code)) }
    return .success((cweb_easy_get_long(easy, CURLINFO_RESPONSE_CODE), body))
  }
}

private let takePiece: curl_write_callback = { @Sendable bytes, size, count, context in
  guard let bytes, let context else { return 0 }
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(piece)
    ? piece.count : 0
}
