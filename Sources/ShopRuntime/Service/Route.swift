public import HTTP
public import Instruments
public import Resilience

/// A kind of request a service answers.
public struct Route: Sendable {
  /// Does the work. What it throws becomes the answer: a refusal as it says, anything else one of
  /// 500 and above.
  public typealias Answer = @Sendable (Incoming) throws -> Response

  /// As in `GET`, or `*` for any.
  public let method: String
  /// As in `/orders/{id}`; a part in braces takes any one segment, and `{path...}` at the end all
  /// that is left.
  public let pattern: String
  /// Which pool of the bulkhead works on it.
  public let pool: BulkheadPool
  /// What of its requests is written down.
  public let notes: Notes
  let segments: [Substring]
  let answer: Answer

  /// What is written down of requests.
  public enum Notes: Sendable {
    /// Times and spans.
    case all
    /// Times, but no spans: processes among themselves, which no client waits for.
    case times
    /// Nothing: it is meant to take long, and would look like slowness.
    case nothing
  }

  public init(
    _ method: String, _ pattern: String, pool: BulkheadPool = .normal, notes: Notes = .all,
    _ answer: @escaping Answer
  ) {
    self.method = method
    self.notes = notes
    self.pattern = pattern
    self.pool = pool
    self.answer = answer
    segments = pattern.split(separator: "/")
  }

  /// A route of this method takes every method.
  static let anyMethod = "*"

  func takes(_ method: String) -> Bool { self.method == method || self.method == Self.anyMethod }

  /// The parts in braces, or nil when the path is another one.
  func match(_ path: [Substring]) -> [String: String]? {
    let takesRest = segments.last?.hasSuffix("...}") ?? false
    guard takesRest ? path.count >= segments.count : path.count == segments.count else {
      return nil
    }
    var parameters: [String: String] = [:]
    for (segment, part) in zip(segments, path) {
      if segment.hasSuffix("...}") {
        let rest = path[(segments.count - 1)...].joined(separator: "/")
        parameters[String(segment.dropFirst().dropLast(4))] = rest
        return parameters
      }
      if segment.first == "{" {
        parameters[String(segment.dropFirst().dropLast())] = String(part)
      } else if segment != part {
        return nil
      }
    }
    return parameters
  }
}

/// A request on its way through a service.
public struct Incoming: Sendable {
  public var request: Request
  /// The parts of the path that the pattern has in braces, decoded.
  public var parameters: [String: String]
  /// Work for this request hangs under this span.
  public var trace: TraceContext
  /// When the caller stops waiting; calls made for this request end before it.
  public var deadline: Deadline
  /// The calling service, when it said so.
  public var caller: String?
  /// Whether the caller is retrying.
  public var isRetry: Bool

  /// The part of the path with that name; empty when the pattern has none.
  public subscript(parameter: String) -> String { parameters[parameter] ?? "" }
}

/// A service's answer when it will not do what it was asked.
public struct Refusal: Error, Sendable {
  public let status: Int
  /// For the caller: says what is wrong and nothing about the inside.
  public let message: String
  public let headers: Headers
  /// Whether it is a proper answer that happens to be no, as when goods are sold out, and neither a
  /// fault of the caller nor of the service.
  public let isBusiness: Bool

  public init(
    _ status: Int, _ message: String, headers: Headers = Headers(), isBusiness: Bool = false
  ) {
    self.status = status
    self.message = message
    self.headers = headers
    self.isBusiness = isBusiness
  }

  /// The business says no.
  static func business(_ status: Int, _ message: String) -> Refusal {
    Refusal(status, message, isBusiness: true)
  }

  /// The message as JSON: `{"error": "..."}`.
  public var response: Response {
    var response = Response(status, json: "{\"error\":\(LogLine.quoted(message))}\n")
    for field in headers.fields { response.headers.add(field.name, field.value) }
    if isBusiness {
      response.headers.add(AnswerOutcome.headerName, AnswerOutcome.refused.rawValue)
    }
    return response
  }
}
