internal import HTTP

/// What holds for the requests of every service.
extension Request {
  /// The same as a GET when it is a HEAD: the server sends the head of that answer only.
  var asGet: Request {
    guard method == "HEAD" else { return self }
    var request = self
    request.method = "GET"
    return request
  }

  /// Why its body is not read; nil for one that may be.
  ///
  /// Bodies are JSON and say so. A page from elsewhere cannot say that of what it sends without having its
  /// browser ask first, and nobody answers that here.
  var bodyRefusal: Refusal? {
    if body.isEmpty || method == "GET" { return nil }
    let type = (headers["content-type"] ?? "").prefix { $0 != ";" && $0 != " " }.lowercased()
    let isJSON =
      type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json")
    if isJSON { return nil }
    return Refusal(
      415, "the body has to be JSON; send Content-Type: application/json (with curl: --json)")
  }
}
