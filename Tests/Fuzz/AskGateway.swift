import HTTP
import Instruments
import Platform
import Resilience

@testable import ShopRuntime

/// Any requests from outside get answers that are no bug's, and nobody gets in without being known.
@_cdecl("LLVMFuzzerTestOneInput")
public func askGateway(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  guard let key = SigningKey([UInt8](repeating: 7, count: 32)), let frame = try? door(key) else {
    preconditionFailure("no gateway")
  }
  for text in input.split(separator: "\n%%\n", maxSplits: 10) {
    let request = signed(Translation.cleaned(request(text), scheme: "http"), key)
    guard let response = frame.answerPublic(request) else { preconditionFailure("no answer") }
    check(response)
    checkDoor(request, response)
    checkTrace(request)
  }
  return 0
}

/// A gateway to services of which none is there.
private func door(_ key: SigningKey) throws -> ServiceFrame {
  let context = ServiceContext(service: "gateway", instance: "gateway-1", version: "v1", seed: 1)
  var settings = CallSettings()
  settings.retry.maximumAttempts = 1
  let caller = try Caller(context, try Client(), Nobody(), settings)
  let own = ServiceSettings(
    role: .gateway, instance: "gateway-1", runtimeFolder: "/none", stateFolder: "/none")
  let gateway = try GatewayService(context, caller, key, GatewayDoors(own))
  return try ServiceFrame(
    context, routes: gateway.routes, bulkhead: gateway.bulkhead, timeouts: TimeoutSettings(),
    operations: Operations(context, breakers: { "" }, changeWeight: { _ in }))
}

private struct Nobody: AddressBook {
  func address(
    of service: String, without tried: Set<String>, chance: UInt64, end: UInt64
  ) -> Address? { nil }
  func failed(
    _ address: Address, of service: String, _ problem: CallProblem, given time: Nanoseconds,
    start: UInt64
  ) -> Directory.Failure? { Directory.Failure(isOfService: true, isWorthAskingAtOnce: false) }
  func whenRenewed(_ tell: @escaping @Sendable (Set<String>) -> Void) {}
}

/// A good token where the input asks for one, since chance never finds a signature.
private func signed(_ request: Request, _ key: SigningKey) -> Request {
  guard let field = request.headers["authorization"], field.contains("TOKEN") else {
    return request
  }
  let identity = Identity(subject: "user-001", scopes: Scope.shopper, plan: .standard)
  let token = TokenAuthority(key: key).token(identity, now: Clock.wall / 1_000_000) ?? ""
  var request = request
  request.headers["authorization"] = field.replacing("TOKEN", with: token)
  return request
}

/// Whoever shows nothing gets nothing but a token, and what is inside is not there for anybody.
private func checkDoor(_ request: Request, _ response: Response) {
  let isKnown = request.headers["authorization"] != nil || request.headers["x-api-key"] != nil
  let path = request.path
  if !isKnown, path.hasPrefix("/api") { precondition(response.status >= 400, path) }
  if path.hasPrefix("/internal") || path.hasPrefix("/metrics") {
    precondition(response.status == 404 || response.status == 504, path)
  }
  precondition(response.headers["x-client"] == nil && response.headers["x-owner"] == nil)
}

/// What is read of a trace is what would be passed on.
private func checkTrace(_ request: Request) {
  guard let context = TraceContext(request.headers["traceparent"]) else { return }
  precondition(TraceContext(context.header) == context)
}
