/// The head of a request, before its body is there.
struct RequestHead {
  var method: String
  var target: RequestTarget
  /// As in `HTTP/1.1`.
  var version: String
  var headers: Headers

  /// What can be said against it; nil for nothing.
  ///
  /// - Parameters:
  ///   - isNetworked: whether it came by a port and not by a socket that only its owner can use.
  ///   - bodyLimit: in bytes.
  func problem(isNetworked: Bool, bodyLimit: Int) -> HeadProblem? {
    if !Self.isToken(method) { return .badMethod }
    if version != "HTTP/1.1", version != "HTTP/1.0" { return .badVersion }
    if target.form == .malformed || target.form == .server && method != "OPTIONS" {
      return .badTarget
    }
    if !headers.fields.allSatisfy({ Self.isToken($0.name) && Self.isText($0.value) }) {
      return .badField
    }
    return hostProblem(isNetworked) ?? bodyProblem(bodyLimit) ?? originProblem
  }

  private var isOld: Bool { version == "HTTP/1.0" }

  private func hostProblem(_ isNetworked: Bool) -> HeadProblem? {
    let hosts = headers.all("host")
    if hosts.count > 1 { return .severalHosts }
    guard let host = hosts.first else { return isOld ? nil : .noHost }
    guard let authority = Authority(host.trimmed) else { return .badHost }
    if case .address(let other, _) = target.form, other != authority { return .otherHost }
    return isNetworked && !authority.isLoopback ? .foreignHost : nil
  }

  private func bodyProblem(_ limit: Int) -> HeadProblem? {
    let lengths = headers.all("content-length")
    let codings = headers.all("transfer-encoding")
    if lengths.count > 1 { return .severalLengths }
    if !codings.isEmpty {
      if isOld { return .oldCoding }
      if !lengths.isEmpty { return .lengthAndCoding }
      if let problem = TransferCoding.problem(codings) { return problem }
    }
    // A body that will be too large is not waited for. What does not fit into a number is too much as
    // well; malformed ones never come this far.
    if let length = lengths.first, (Int(length) ?? .max) > limit { return .tooLarge(limit: limit) }
    let expected = headers.all("expect")
    return expected.allSatisfy { $0.trimmed.lowercased() == "100-continue" }
      ? nil : .unknownExpectation
  }

  /// A page may send simple requests to wherever it likes, and its reader's programs would obey.
  private var originProblem: HeadProblem? {
    if ["GET", "HEAD", "OPTIONS", "TRACE"].contains(method) { return nil }
    return headers.all("origin").allSatisfy { Self.isOwn($0.trimmed) } ? nil : .foreignOrigin
  }

  private static func isOwn(_ origin: String) -> Bool {
    guard let mark = origin.firstRange(of: "://"),
      ["http", "https"].contains(origin[..<mark.lowerBound].lowercased())
    else { return false }
    return Authority(origin[mark.upperBound...])?.isLoopback ?? false
  }

  /// RFC 9110, section 5.6.2.
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
      }
  }

  /// Whether a field may hold it (RFC 9110, section 5.5): a line break would smuggle in another field.
  static func isText(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }
}
