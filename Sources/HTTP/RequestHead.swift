/// Which hosts a server answers for.
enum HostRule: Sendable {
  /// Names of this machine's loopback, with any port: whoever forwards to us from this machine may have a
  /// port of its own. A page of somebody else's that a browser here has opened, and whose name was
  /// pointed at us (DNS rebinding), names another host.
  case loopback
  /// Any, as on a unix socket, whose rights decide who gets in.
  case any
}

/// The head of a request, and what RFC 9110 and RFC 9112 have against it.
///
/// libmicrohttpd is generous; a server behind a proxy must not be: where two of them read a request
/// differently, what one takes for a body the other takes for the next request.
struct RequestHead {
  let method: String
  /// Decoded, without the query.
  let target: String
  /// As in `HTTP/1.1`.
  let version: String
  let fields: [(name: String, value: String)]

  /// What is wrong; nil for nothing.
  func problem(bodyLimit: Int, hosts: HostRule) -> HeadProblem? {
    guard fields.allSatisfy({ Self.isToken($0.name) && Self.isText($0.value) }),
      Self.isToken(method), version == "HTTP/1.1" || version == "HTTP/1.0"
    else { return .malformed }
    return host(hosts) ?? framing(bodyLimit) ?? origin(hosts)
  }

  private func values(_ name: String) -> [String] {
    fields.filter { $0.name.lowercased() == name }.map(\.value)
  }

  // MARK: Host (RFC 9112, section 3.2)

  private func host(_ rule: HostRule) -> HeadProblem? {
    let hosts = values("host")
    if hosts.count > 1 || (hosts.isEmpty && version == "HTTP/1.1") { return .hosts(hosts.count) }
    guard case .loopback = rule else { return nil }
    let authority = Self.authority(target)
    for name in hosts + [authority].compactMap({ $0 }) where !Self.isLoopback(name) {
      return .foreignHost
    }
    let isPath = target.hasPrefix("/") || (target == "*" && method == "OPTIONS")
    return isPath || authority != nil ? nil : .malformed
  }

  /// The path of a target that may name the host as well, as requests to a proxy do.
  static func path(_ target: String) -> String {
    guard let authority = authority(target) else { return target }
    let rest = target.dropFirst("http://".count + authority.count)
    return rest.isEmpty ? "/" : String(rest)
  }

  /// Host and port of a target in absolute form; nil for a path.
  private static func authority(_ target: String) -> String? {
    guard target.lowercased().hasPrefix("http://") else { return nil }
    return String(target.dropFirst("http://".count).prefix { $0 != "/" })
  }

  /// Whether a host, with or without a port, is a name of this machine's loopback.
  static func isLoopback(_ host: String) -> Bool {
    let text = host.lowercased()
    for name in ["127.0.0.1", "localhost", "[::1]"] where text.hasPrefix(name) {
      let rest = text.utf8.dropFirst(name.utf8.count)
      if rest.isEmpty { return true }
      let digits = rest.dropFirst()
      return rest.first == UInt8(ascii: ":") && digits.count <= 5
        && digits.allSatisfy { (0x30...0x39).contains($0) }
    }
    return false
  }

  // MARK: Framing (RFC 9112, section 6)

  private func framing(_ bodyLimit: Int) -> HeadProblem? {
    let (lengths, codings) = (values("content-length"), values("transfer-encoding"))
    if !codings.isEmpty {
      if !lengths.isEmpty || version == "HTTP/1.0" { return .ambiguousLength }
      return coding(codings.joined(separator: ","))
    }
    guard let length = lengths.first else { return nil }
    guard lengths.count == 1, !length.isEmpty, length.utf8.allSatisfy(Self.isDigit) else {
      return .ambiguousLength
    }
    // A body that will be too large is not waited for. What does not fit into a number is too much as
    // well.
    return (Int(length) ?? .max) > bodyLimit ? .tooLarge(bodyLimit) : nil
  }

  private func coding(_ list: String) -> HeadProblem? {
    let names = list.split(separator: ",", omittingEmptySubsequences: false).map { part in
      String(
        part.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }
          .reversed()
      ).lowercased()
    }
    if names == ["chunked"] { return nil }
    // Twice, or not last: where the body ends is not sure then.
    let isAmbiguous = names.dropLast().contains("chunked") || names.contains("")
    return isAmbiguous ? .ambiguousLength : .unknownCoding
  }

  // MARK: Origin (RFC 6454)

  /// What a page in a browser sends carries its origin; one of somebody else's may look, which the
  /// browser then keeps from it, but changes nothing.
  private func origin(_ rule: HostRule) -> HeadProblem? {
    guard case .loopback = rule, !["GET", "HEAD", "OPTIONS"].contains(method) else { return nil }
    let isOwn = values("origin").allSatisfy { origin in
      let text = origin.lowercased()
      return ["http://", "https://"].contains { scheme in
        text.hasPrefix(scheme) && Self.isLoopback(String(text.dropFirst(scheme.count)))
      }
    }
    return isOwn ? nil : .foreignOrigin
  }

  // MARK: Characters

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// RFC 9110, section 5.6.2.
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }

  private static func isText(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }
}

/// Why a request is refused by its head alone.
enum HeadProblem: Equatable {
  case malformed
  /// So many Host fields.
  case hosts(Int)
  case foreignHost
  case foreignOrigin
  /// Where the body ends could be read in two ways.
  case ambiguousLength
  case unknownCoding
  /// The bytes that a body may have.
  case tooLarge(Int)

  var status: Int {
    switch self {
    case .malformed, .hosts, .ambiguousLength: 400
    case .foreignOrigin: 403
    case .tooLarge: 413
    case .foreignHost: 421
    case .unknownCoding: 501
    }
  }

  var sentence: String {
    switch self {
    case .malformed: "the request is malformed"
    case .hosts(0): "the request names no host"
    case .hosts: "the request names several hosts"
    case .foreignHost: "the request is for another host; use 127.0.0.1 or localhost"
    case .foreignOrigin: "pages of other sites may not send this request"
    case .ambiguousLength: "the length of the request is ambiguous"
    case .unknownCoding: "the only transfer coding is chunked"
    case .tooLarge(let limit): "the body has more than \(limit) bytes"
    }
  }

  var response: Response { Response(status, text: sentence + "\n") }
}
