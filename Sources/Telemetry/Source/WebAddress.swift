/// Where a source listens for HTTP: a host, or a unix socket.
public enum WebAddress: Sendable, Hashable {
  /// Scheme, host, port and maybe a path in front of all others, without a slash at the end.
  case host(String)
  /// The path of a unix socket.
  case unix(String)

  /// Reads `http://HOST[:PORT]`, `https://HOST[:PORT]` or `unix:/PATH`.
  public init(_ text: String) throws(SourceKind.Problem) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst("unix:".count))
      try SocketPath.check(path)
      self = .unix(path)
      return
    }
    let scheme = ["http://", "https://"].first { text.hasPrefix($0) }
    guard let scheme, Self.isHost(text.dropFirst(scheme.utf8.count)) else {
      throw .noWebAddress(text)
    }
    var end = text[...]
    while end.hasSuffix("/") { end = end.dropLast() }
    self = .host(String(end))
  }

  /// A GET of a path with its query, which begins with a slash.
  public func get(_ path: String) -> SourceRequest {
    switch self {
    case .host(let base): .get(url: base + path)
    case .unix(let socket): .getUnix(socket: socket, path: path)
    }
  }

  /// Host, port and path in characters that need no quoting; no name and password, which would stand
  /// in lists of processes and reports.
  private static func isHost(_ rest: Substring) -> Bool {
    let host = rest.prefix { $0 != "/" }
    let allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:[]/%+,=&;"
    guard !host.isEmpty, rest.utf8.allSatisfy(allowed.utf8.contains) else { return false }
    let port = host.hasSuffix("]") ? nil : host.split(separator: ":").dropFirst().last
    return port.map { UInt16($0) != nil } ?? !host.hasSuffix(":")
  }
}

/// The path of a unix socket in the file system.
public enum SocketPath {
  /// What the system takes, with the zero byte at the end.
  private static let longest = 107

  public static func check(_ path: String) throws(SourceKind.Problem) {
    guard path.hasPrefix("/"), path.utf8.count <= longest, !path.utf8.contains(0) else {
      throw .noSocketPath(path)
    }
  }
}
