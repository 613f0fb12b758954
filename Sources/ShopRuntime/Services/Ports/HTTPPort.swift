import HTTP
import JSON
import Shop

/// Another service as a port of the business, reached over HTTP on behalf of one request.
struct HTTPPort {
  let service: String
  let caller: Caller
  let incoming: Incoming

  /// Any answer; not the status decides what it means but whoever reads it.
  func ask(_ request: Request) throws(PortProblem) -> Response {
    do throws(CallProblem) {
      return try caller.call(service, request, for: incoming)
    } catch {
      throw .unavailable(error.unavailable)
    }
  }

  /// What stands at a path; nil when there is nothing.
  func get<Value: WireText>(_ path: String) throws(PortProblem) -> Value? {
    let response = try ask(Request("GET", path))
    if response.status == 404 { return nil }
    guard response.isSuccess else { throw unusable(response) }
    return try read(response) { bytes throws(MalformedText) in try Value(json: bytes) }
  }

  /// Reads the body of an answer that says it is good.
  func read<Value>(
    _ response: Response, _ read: ([UInt8]) throws(MalformedText) -> Value
  ) throws(PortProblem) -> Value {
    do throws(MalformedText) {
      return try read(response.body)
    } catch {
      throw .unavailable(Unavailable(.broken, "\(service) sent something that is no answer"))
    }
  }

  /// For an answer that is none of the business: a fault, overload, a defect.
  func unusable(_ response: Response) -> PortProblem {
    .unavailable(
      Unavailable(
        response.status == 503 ? .overloaded : .broken, "\(service) answered \(response.status)",
        retryAfter: response.headers["Retry-After"].flatMap { Int($0) },
        missing: response.headers[CallProblem.nobodyHeader]))
  }
}

extension CallProblem {
  /// What the business is told.
  var unavailable: Unavailable {
    let refusal = refusal
    return Unavailable(
      refusal.status == 503 ? .overloaded : refusal.status == 504 ? .timedOut : .broken,
      refusal.message, retryAfter: refusal.headers["Retry-After"].flatMap { Int($0) },
      missing: refusal.headers[Self.nobodyHeader])
  }
}

extension Unavailable {
  /// What a client is answered.
  var refusal: Refusal {
    let status =
      switch cause {
      case .overloaded: 503
      case .timedOut: 504
      case .broken: 502
      }
    var headers = Headers(retryAfter.map { [("Retry-After", String($0))] } ?? [])
    if let missing { headers.add(CallProblem.nobodyHeader, missing) }
    return Refusal(status, sentence, headers: headers)
  }
}
