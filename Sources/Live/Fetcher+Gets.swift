internal import HTTP
internal import Telemetry

extension Fetcher.Settings {
  var parallelSettings: ParallelGets.Settings {
    var settings = ParallelGets.Settings()
    settings.authority = authority
    settings.limit = bytes
    return settings
  }

  /// - Parameter request: one that is no line.
  func get(_ request: SourceRequest, _ milliseconds: Int) -> ParallelGets.Get {
    switch request {
    case .get(let url):
      ParallelGets.Get(
        url: url, token: Self.isTrusted(url) ? token : nil, milliseconds: milliseconds)
    case .getUnix(let socket, let path), .line(let socket, let path):
      ParallelGets.Get(
        url: "http://localhost\(path)", unixSocket: socket, token: token,
        milliseconds: milliseconds)
    }
  }

  /// Whether there is a token that this source does not get to see.
  func keepsToken(from request: SourceRequest) -> Bool {
    guard token != nil, case .get(let url) = request else { return false }
    return !Self.isTrusted(url)
  }

  /// Whether nobody on the way can read along.
  static func isTrusted(_ url: String) -> Bool {
    if url.hasPrefix("https://") { return true }
    let rest = url.dropFirst("http://".count).prefix { $0 != "/" && $0 != "?" }
    let host =
      rest.hasPrefix("[") ? rest.prefix { $0 != "]" }.dropFirst() : rest.prefix { $0 != ":" }
    return host == "localhost" || host == "::1" || isLoopback(host)
  }

  /// `127.x.x.x`, and no name that only begins so.
  private static func isLoopback(_ host: Substring) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
