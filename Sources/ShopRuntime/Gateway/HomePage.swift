internal import HTTP
internal import Instruments
internal import Resilience

/// One answer out of several services, asked at once. What cannot be had is `null`, with a reason:
///
///     {"user": {...}, "orders": null, "products": [...],
///      "missing": {"orders": "order did not answer in time"}}
struct HomePage: Sendable {
  typealias Ask = @Sendable (String, Request, Incoming) throws(CallProblem) -> Response

  private struct Part: Sendable {
    let name: String
    let service: String
    let path: @Sendable (String) -> String
    var query: [(name: String, value: String)] = []
  }

  private static let parts = [
    Part(name: "user", service: "user", path: { "/users/\($0)" }),
    Part(name: "orders", service: "order", path: { "/users/\($0)/orders" }),
    Part(
      name: "products", service: "product", path: { _ in "/products" },
      query: [(name: "limit", value: "10")]),
  ]

  /// A part that takes longer is left out: better a page without it than a client that waits.
  private static let patience = Nanoseconds.seconds(1)

  private let work: ParallelWork
  private let ask: Ask

  init(_ work: ParallelWork, ask: @escaping Ask) {
    self.work = work
    self.ask = ask
  }

  /// - Throws: a refusal with 404 for a user nobody knows, with 503 when no part can be had.
  func answer(_ user: String, client: String, for incoming: Incoming) throws(Refusal) -> Response {
    var hurried = incoming
    let latest = ServiceContext.now + Self.patience
    if latest < incoming.deadline.instant { hurried.deadline = Deadline(latest) }
    let results = work.results(
      Self.parts.map { part in { [hurried] in fetch(part, user, client, hurried) } })
    if let first = results.first, case .failure(let problem) = first, problem.isUnknown {
      throw Refusal.business(404, "no such user")
    }
    if !results.contains(where: { (try? $0.get()) != nil }) {
      let reasons = results.compactMap { $0.reason }.joined(separator: "; ")
      throw Refusal(503, reasons, headers: Headers([("Retry-After", "1")]))
    }
    return Self.page(results)
  }

  fileprivate struct Missing: Error, Sendable {
    let reason: String
    var isUnknown = false
  }

  private func fetch(
    _ part: Part, _ user: String, _ client: String, _ incoming: Incoming
  ) -> Result<[UInt8], Missing> {
    let headers = Headers([(Translation.Header.client, client)])
    let request = Request("GET", part.path(user), query: part.query, headers: headers)
    do throws(CallProblem) {
      let response = try ask(part.service, request, incoming)
      guard response.status == 200 else {
        let reason = "\(part.service) answered \(response.status)"
        return .failure(Missing(reason: reason, isUnknown: response.status == 404))
      }
      guard response.headers["content-type"]?.hasPrefix("application/json") ?? false else {
        return .failure(Missing(reason: "\(part.service) did not answer with JSON"))
      }
      return .success(response.body)
    } catch {
      return .failure(Missing(reason: error.refusal.message))
    }
  }

  /// What the services sent goes into the page as it is: reading it would cost more than the rest.
  private static func page(_ results: [Result<[UInt8], Missing>]) -> Response {
    var body = Array("{".utf8)
    for (part, result) in zip(parts, results) {
      body += "\"\(part.name)\":".utf8
      let value = (try? result.get()) ?? Array("null".utf8)
      body += value.last == UInt8(ascii: "\n") ? value.dropLast() : value[...]
      body += ",".utf8
    }
    let reasons = zip(parts, results).compactMap { part, result in
      result.reason.map { "\"\(part.name)\":\(LogLine.quoted($0))" }
    }
    body += "\"missing\":{\(reasons.joined(separator: ","))}}\n".utf8
    return Response(200, headers: Headers([("Content-Type", "application/json")]), body: body)
  }
}

extension Result where Success == [UInt8], Failure == HomePage.Missing {
  fileprivate var reason: String? {
    if case .failure(let missing) = self { missing.reason } else { nil }
  }
}
