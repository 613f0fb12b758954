public import HTTP
public import Instruments
internal import JSON
internal import Platform
internal import Resilience
internal import Text

/// How a service reaches the broker.
public struct BrokerLink: Sendable {
  /// Sends a request that is answered at once, under a trace.
  public typealias Call = @Sendable (Request, TraceContext) throws(BrokerProblem) -> Response
  /// Sends a request that may wait for so many milliseconds.
  public typealias Poll = @Sendable (Request, Int) throws(BrokerProblem) -> Response

  /// The broker's name among the services.
  public let service: String
  private let call: Call
  private let poll: Poll

  public init(service: String = Self.usual, call: @escaping Call, poll: @escaping Poll) {
    self.service = service
    self.call = call
    self.poll = poll
  }

  /// The name under which the registry knows the broker.
  public static let usual = ServiceSettings.Role.broker.rawValue

  /// Reaches one broker directly.
  ///
  /// - Parameter base: as in `http://127.0.0.1:7104`.
  public init(_ client: Client, base: String) {
    let send: Poll = { request, milliseconds throws(BrokerProblem) in
      do throws(HTTPProblem) {
        return try client.send(request, to: base, timeout: milliseconds)
      } catch {
        throw .unreachable(error.sentence)
      }
    }
    self.init(call: { request, _ throws(BrokerProblem) in try send(request, 2000) }, poll: send)
  }

  /// Reaches the broker that the registry knows: with breaker and retries, except for waiting,
  /// which would look like slowness to a breaker.
  ///
  /// - Returns: nil in a process that calls nobody.
  init?(_ surroundings: ServiceProcess.Surroundings) {
    guard let caller = surroundings.caller, let resolver = surroundings.resolver else { return nil }
    let context = surroundings.context
    let client = surroundings.client
    self.init(
      call: { request, trace throws(BrokerProblem) in
        let incoming = Incoming(
          request: request, parameters: [:], trace: trace,
          deadline: Deadline(ServiceContext.now + .seconds(2)), caller: nil, isRetry: false)
        do throws(CallProblem) {
          return try caller.call(Self.usual, request, for: incoming, as: SpanTitle(request))
        } catch {
          throw .unreachable(error.refusal.message)
        }
      },
      poll: { request, milliseconds throws(BrokerProblem) in
        let start = Clock.monotonic
        let broker = resolver.instance(
          of: Self.usual, without: [], chance: context.random(), end: start + Self.patience)
        guard let broker else { throw .unreachable("no instance of \(Self.usual) is known") }
        var request = request
        request.headers["x-caller"] = context.service
        request.headers["x-caller-instance"] = context.instance
        do throws(HTTPProblem) {
          return try client.send(
            request, to: "http://\(broker.address)", timeout: milliseconds)
        } catch {
          let problem = CallProblem(Self.usual, error)
          if problem.reason == .connectFailed {
            _ = resolver.failed(
              Self.usual, broker.address, problem, given: .milliseconds(Int64(milliseconds)),
              start: start)
          }
          throw .unreachable(error.sentence)
        }
      })
  }

  /// Nanoseconds a consumer waits for a broker to appear.
  private static let patience: UInt64 = 500_000_000

  /// Publishes a message; when it returns, the broker has it for good.
  ///
  /// - Parameters:
  ///   - name: the same for every try at the same message.
  ///   - event: the kind of message.
  public func publish(
    _ payload: [UInt8], topic: String, key: String?, name: String, event: String? = nil,
    trace: TraceContext
  ) throws(BrokerProblem) {
    var request = Request("POST", "/topics/\(topic)/messages", body: payload)
    request.headers[SpanTitle.eventHeader] = event
    request.headers["content-type"] = "application/json"
    request.headers["message-key"] = key
    request.headers["idempotency-key"] = name
    request.headers["traceparent"] = trace.header
    _ = try Self.checked(try call(request, trace))
  }

  /// Takes messages for a group.
  ///
  /// - Parameter wait: milliseconds to wait for one when there is none.
  public func take(_ order: TakeOrder, wait: Int) throws(BrokerProblem) -> [Delivery] {
    let request = Request(
      "POST", "\(Self.path(order.name))/take",
      query: [
        (name: "max", value: String(order.limit)), (name: "wait_ms", value: String(wait)),
        (name: "lease_ms", value: String(order.lease)), (name: "consumer", value: order.consumer),
      ])
    let response = try Self.checked(try poll(request, wait + 1500))
    guard let deliveries = Delivery.list(response.body) else { throw .malformed }
    return deliveries
  }

  /// Says that messages are handled.
  public func acknowledge(
    _ ids: [Int], _ name: GroupName, trace: TraceContext
  ) throws(BrokerProblem) {
    var request = Request("POST", "\(Self.path(name))/ack", json: Self.body(ids))
    // Acknowledging twice does no harm, so it may be tried again.
    request.headers["idempotency-key"] = "ack"
    _ = try Self.checked(try call(request, trace))
  }

  func reject(
    _ ids: [Int], _ order: BrokerStore.RejectOrder, trace: TraceContext
  ) throws(BrokerProblem) {
    var request = Request(
      "POST", "\(Self.path(order.name))/nack",
      query: [
        (name: "consumer", value: order.consumer),
        (name: "counts", value: order.counts ? "yes" : "no"),
      ], json: Self.body(ids))
    if let pause = order.pause { request.query.append((name: "delay_ms", value: String(pause))) }
    if order.isHopeless { request.query.append((name: "hopeless", value: "yes")) }
    _ = try Self.checked(try call(request, trace))
  }

  private static func path(_ name: GroupName) -> String {
    "/topics/\(name.topic)/groups/\(name.group)"
  }

  private static func body(_ ids: [Int]) -> String {
    var writer = JSONWriter(pretty: false)
    writer.object { $0.array("ids", ids.map(String.init)) }
    return writer.text
  }

  private static func checked(_ response: Response) throws(BrokerProblem) -> Response {
    guard response.isSuccess else {
      throw .refused(response.status, String(response.text.prefix(200)).printable)
    }
    return response
  }
}

extension SpanTitle {
  /// Tells the kind of message.
  fileprivate static let eventHeader = "message-event"

  /// What a request to the broker is called in a trace; nil for those that need no name of their own.
  fileprivate init?(_ request: Request) {
    let path = request.path.split(separator: "/")
    guard request.method == "POST", path.count == 3, path[2] == "messages" else { return nil }
    self.init(
      name: "publish \(path[1])", kind: .producer,
      message: Span.Message(
        topic: String(path[1]), event: request.headers[Self.eventHeader]))
  }
}

/// Why the broker did not do what it was asked.
public enum BrokerProblem: Error, Hashable, Sendable {
  case unreachable(String)
  case refused(Int, String)
  /// The answer is not what a broker says.
  case malformed

  /// What went wrong, in words.
  public var sentence: String {
    switch self {
    case .unreachable(let reason): "the broker cannot be reached: \(reason)"
    case .refused(let status, let text): "the broker refused with \(status): \(text)"
    case .malformed: "the broker's answer cannot be read"
    }
  }
}
