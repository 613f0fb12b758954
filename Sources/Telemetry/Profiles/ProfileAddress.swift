/// What stands behind `metrics=` and `json=`: `PROFILE[:SERVICE[/INSTANCE]]@ADDRESS`.
struct ProfileAddress: Sendable {
  let profile: String
  /// Who speaks, as the user calls them; nil when the page or the address has to tell.
  let service: String?
  let instance: String?
  let address: WebAddress
  /// The path with its query behind the host; nil when the profile's pages are asked.
  let path: String?
  /// Host and port, or the path of the socket.
  let place: String

  init(_ text: String) throws(SourceKind.Problem) {
    guard let at = text.firstIndex(of: "@") else { throw .other(ProfileProblem.noAt(text)) }
    let (names, url) = (text[..<at], text[text.index(after: at)...])
    let parts = names.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let speaker =
      parts.dropFirst().first?
      .split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false) ?? []
    guard let profile = parts.first, !profile.isEmpty, !speaker.contains("") else {
      throw .other(ProfileProblem.noName(String(names)))
    }
    self.profile = String(profile)
    service = speaker.first.map(String.init)
    instance = speaker.dropFirst().first.map(String.init)
    if url.hasPrefix("unix:") {
      address = try WebAddress(String(url))
      path = nil
      place = String(url)
      return
    }
    let query = url.firstIndex(of: "?") ?? url.endIndex
    // The host alone, so that a path can be put behind it.
    let start = url.end(of: "://") ?? url.startIndex
    let slash = url[start..<query].firstIndex(of: "/") ?? query
    address = try WebAddress(String(url[..<slash]))
    _ = try WebAddress(String(url[..<query]))
    place = String(url[start..<slash])
    let path = String(url[slash...])
    guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else {
      throw .noWebAddress(String(url))
    }
    self.path = ["", "/"].contains(path) ? nil : path.hasPrefix("?") ? "/\(path)" : path
  }
}

extension StringProtocol {
  /// The place behind the first time that a text stands in this one.
  func end(of text: String) -> Index? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
