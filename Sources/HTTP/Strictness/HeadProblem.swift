/// Why a request is refused before anybody looks at what it asks for.
///
/// What two programs could read in two ways is refused: whoever stands before us may have read the other.
enum HeadProblem: Sendable, Hashable {
  /// A zero byte, a line feed without carriage return, or a folded line.
  case damaged
  case badMethod
  case badTarget
  case badVersion
  case badField
  case noHost
  case severalHosts
  case badHost
  case otherHost
  case foreignHost
  case foreignOrigin
  case severalLengths
  case lengthAndCoding
  case oldCoding
  case badCoding
  case unknownCoding
  case unknownExpectation
  case tooLarge(limit: Int)

  var status: Int {
    switch self {
    case .damaged, .badMethod, .badTarget, .badVersion, .badField, .noHost, .severalHosts, .badHost,
      .otherHost,
      .severalLengths, .lengthAndCoding, .oldCoding, .badCoding:
      400
    case .foreignOrigin: 403
    case .tooLarge: 413
    case .unknownExpectation: 417
    case .foreignHost: 421
    case .unknownCoding: 501
    }
  }

  /// What is wrong and what to do about it; without quotation marks, so that it can stand in JSON.
  var sentence: String {
    switch self {
    case .damaged:
      "the head of the request has a zero byte, a bare line feed or a folded line; end lines with CR LF"
    case .badMethod: "the method is no token"
    case .badTarget:
      "the target of the request is malformed; send a path such as /api/products, with % before two digits"
    case .badVersion: "only the versions 1.0 and 1.1 of HTTP are spoken here"
    case .badField: "a field of the head has a name or a value that is not allowed"
    case .noHost: "the request has no Host"
    case .severalHosts: "the request has several Hosts"
    case .badHost: "the Host is malformed; send a name or an address, maybe with a port"
    case .otherHost: "the Host is not the one in the target of the request"
    case .foreignHost:
      "this Host is not this machine; ask for 127.0.0.1 or localhost, and let a proxy in between send Host: localhost"
    case .foreignOrigin: "pages from elsewhere may change nothing here"
    case .severalLengths: "the request has several lengths"
    case .lengthAndCoding:
      "the request has a Content-Length and a Transfer-Encoding; send one of them"
    case .oldCoding: "HTTP/1.0 has no Transfer-Encoding; send a Content-Length"
    case .badCoding: "chunked has to be the last transfer coding, once"
    case .unknownCoding: "no other transfer coding than chunked is understood here"
    case .unknownExpectation: "nothing but 100-continue can be expected here"
    case .tooLarge(let limit): "the body has more than \(limit) bytes"
    }
  }

  /// The answer. The connection ends with it: where the next request would begin is not known.
  var response: Response {
    var response = Response(status, json: "{\"error\":\"\(sentence)\"}\n")
    response.headers["Connection"] = "close"
    return response
  }
}
