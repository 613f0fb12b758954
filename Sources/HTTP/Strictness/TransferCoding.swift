/// How a request's body is coded for its way (RFC 9112, section 6.1).
enum TransferCoding {
  /// Those that have a name; all but `chunked` are not understood here.
  private static let known = [
    "chunked", "gzip", "x-gzip", "deflate", "compress", "x-compress", "identity",
  ]

  /// What is wrong with the codings of a request; nil for `chunked` alone.
  ///
  /// - Parameter values: of all `Transfer-Encoding` fields, at least one.
  static func problem(_ values: [String]) -> HeadProblem? {
    // Letter by letter what libmicrohttpd takes for chunked: it would read another body otherwise.
    if values.count == 1, values[0].lowercased() == "chunked" { return nil }
    let codings = values.joined(separator: ",").split(
      separator: ",", omittingEmptySubsequences: false
    ).map { $0.lowercased().trimmed }
    if codings.contains("") { return .badCoding }
    guard codings.allSatisfy(known.contains) else { return .unknownCoding }
    let isFramed = codings.last == "chunked" && codings.count(where: { $0 == "chunked" }) == 1
    return isFramed && codings.count > 1 ? .unknownCoding : .badCoding
  }
}

extension String {
  /// Without blanks around it, which do not belong to the value of a field.
  var trimmed: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    let rest = utf8.drop(while: isBlank)
    let end = rest.lastIndex { !isBlank($0) }.map { rest.index(after: $0) } ?? rest.startIndex
    return String(self[rest.startIndex..<end])
  }
}
