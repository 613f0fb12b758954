internal import Glibc
internal import HTTP
internal import MeshModel
internal import Telemetry

/// One round of questions: asks so many at a time and gives up when the time is over.
struct FetchRound {
  private let requests: [SourceRequest]
  private let settings: Fetcher.Settings
  private let deadline: Int
  /// Places of those that were not asked yet; the next one is the last.
  private var waiting: [Int]
  private var lines: [(index: Int, exchange: LineExchange)] = []
  /// Those that got no answer in time in the round before.
  private let wasSlow: Set<SourceRequest>
  /// Those in this one.
  private(set) var slow: Set<SourceRequest> = []

  private var isAnswered: [Bool]

  private static let millisecond = 1_000_000

  init(_ requests: [SourceRequest], _ settings: Fetcher.Settings, _ wasSlow: Set<SourceRequest>) {
    self.requests = requests
    self.settings = settings
    self.wasSlow = wasSlow
    deadline = Fetcher.now.monotonic + settings.roundMilliseconds * Self.millisecond
    isAnswered = [Bool](repeating: false, count: requests.count)
    // Taken from the end: first those that answered the last time, in order, then the slow.
    let late = requests.indices.filter { wasSlow.contains(requests[$0]) }
    let early = requests.indices.filter { !wasSlow.contains(requests[$0]) }
    waiting = (early + late).reversed()
  }

  mutating func run(_ gets: inout ParallelGets?, _ tell: (Int, SourceAnswer) -> Void) {
    while true {
      let under = (gets?.count ?? 0) + lines.count
      if waiting.isEmpty, under == 0 { return }
      let now = Fetcher.now.monotonic
      if now >= deadline { return giveUp(&gets, tell) }
      startMore(settings.parallel - under, &gets, tell)
      advanceLines(tell)
      takeEnded(&gets, tell)
    }
  }

  private mutating func startMore(
    _ free: Int, _ gets: inout ParallelGets?, _ tell: (Int, SourceAnswer) -> Void
  ) {
    for _ in 0..<max(free, 0) {
      guard let index = waiting.popLast() else { return }
      if let problem = start(index, &gets) { answer(index, .failed(problem), tell) }
    }
  }

  /// - Returns: why it cannot be asked.
  private mutating func start(_ index: Int, _ gets: inout ParallelGets?) -> String? {
    let request = requests[index]
    let milliseconds =
      wasSlow.contains(request) ? settings.shortMilliseconds : settings.milliseconds
    if case .line(let socket, let line) = request {
      let end = Fetcher.now.monotonic + milliseconds * Self.millisecond
      lines.append(
        (index, LineExchange(socket, line: line, limit: settings.bytes, deadline: end)))
      return nil
    }
    do throws(HTTPProblem) {
      if gets == nil { gets = try ParallelGets(settings.parallelSettings) }
      let isStarted = gets?.start(settings.get(request, milliseconds), number: index)
      return isStarted == true ? nil : FetchSentence.outOfMemory
    } catch {
      return error.sentence
    }
  }

  private mutating func advanceLines(_ tell: (Int, SourceAnswer) -> Void) {
    let now = Fetcher.now.monotonic
    for (index, exchange) in lines {
      exchange.advance(now: now)
      switch exchange.outcome {
      case .answered(let body): answer(index, .answered(status: 200, body: body), tell)
      case .failed(let problem):
        if now >= exchange.deadline { slow.insert(requests[index]) }
        answer(index, .failed(problem), tell)
      case nil: break
      }
    }
    lines.removeAll { $0.exchange.outcome != nil }
  }

  private mutating func takeEnded(
    _ gets: inout ParallelGets?, _ tell: (Int, SourceAnswer) -> Void
  ) {
    let end = min(lines.map(\.exchange.deadline).min() ?? deadline, deadline)
    let wait = max((end - Fetcher.now.monotonic) / Self.millisecond, 0) + 1
    var others = lines.map(\.exchange.waitsFor)
    guard let gets, gets.count > 0 else {
      if !others.isEmpty { poll(&others, UInt(others.count), Int32(clamping: wait)) }
      return
    }
    for (index, outcome) in gets.turn(alsoFor: others, milliseconds: wait) {
      switch outcome {
      case .success(let (status, body)):
        let isRefused = status == 401 || status == 403
        answer(
          index,
          isRefused && settings.keepsToken(from: requests[index])
            ? .failed(FetchSentence.keptToken) : .answered(status: status, body: body), tell)
      case .failure(let problem):
        if problem == .timeout { slow.insert(requests[index]) }
        answer(index, .failed(FetchSentence.problem(problem, limit: settings.bytes)), tell)
      }
    }
  }

  private mutating func giveUp(
    _ gets: inout ParallelGets?, _ tell: (Int, SourceAnswer) -> Void
  ) {
    gets?.stopAll()
    lines = []
    for index in waiting.reversed() { answer(index, .failed(FetchSentence.roundIsOver), tell) }
    waiting = []
    for index in requests.indices where !isAnswered[index] {
      slow.insert(requests[index])
      answer(index, .failed(HTTPProblem.timeout.sentence), tell)
    }
  }

  private mutating func answer(
    _ index: Int, _ outcome: SourceAnswer.Outcome, _ tell: (Int, SourceAnswer) -> Void
  ) {
    isAnswered[index] = true
    tell(index, SourceAnswer(outcome, at: Fetcher.now))
  }
}
