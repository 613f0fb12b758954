public import MeshModel
public import Platform
internal import Synchronization
public import Telemetry

/// A mesh as it is: its sources, asked round by round, and what is known from them.
public final class LiveMesh: Sendable {
  private let sources: Mutex<[any Source]>
  private let known: Mutex<MeshState>
  private let fetcher: Fetcher
  /// Gets every round that goes in.
  private let recorder: RoundRecorder?
  /// The time at which a recording stands; nil for a mesh that is there.
  private let standstill: ClockReading?
  /// Whether the first round already gives rates, because every source knows the past.
  public let answersAtOnce: Bool

  /// - Parameters:
  ///   - rules: for the health of services.
  ///   - recorder: gets every round that becomes part of the state, in order.
  public init(
    _ sources: [any Source], fetcher: Fetcher, rules: HealthRules = HealthRules(),
    recorder: RoundRecorder? = nil
  ) {
    answersAtOnce = sources.allSatisfy(\.knowsThePast)
    self.sources = Mutex(sources)
    self.fetcher = fetcher
    self.recorder = recorder
    standstill = nil
    known = Mutex(MeshState(rules: rules))
  }

  /// A mesh as a recording shows it at the moment it has come to. Polling brings nothing new.
  public init(_ replay: Replay) {
    answersAtOnce = true
    sources = Mutex([])
    fetcher = Fetcher(Fetcher.Settings())
    recorder = nil
    standstill = replay.now
    known = Mutex(replay.state)
  }

  /// What is known now. Never waits for a round.
  public var state: MeshState { known.withLock { $0 } }

  /// The time that snapshots are made for: of a recording, its own.
  public var now: ClockReading { standstill ?? Fetcher.now }

  /// Whether time stands still, as in a recording.
  public var isStill: Bool { standstill != nil }

  /// Asks every source once and takes what they say. Blocks until all have answered or the time
  /// limit of a round is over.
  ///
  /// - Parameter past: gets what was known after each of the earlier rounds that sources had kept.
  public func poll(past: ((MeshState, ClockReading) -> Void)? = nil) {
    if isStill { return }
    sources.withLock { sources in
      let began = Fetcher.now
      var round = PollRound(sources.count)
      for index in sources.indices {
        let questions = sources[index].requests(at: began)
        round.ask(index, questions)
        if questions.isEmpty {
          round.reports[index] = sources[index].read([], at: began, scrapeMilliseconds: 0)
        }
      }
      fetcher.fetch(round.requests) { place, answer in
        guard let (index, answers) = round.take(answer, at: place) else { return }
        let last = answers.map(\.at.monotonic).max() ?? began.monotonic
        round.reports[index] = sources[index].read(
          answers, at: Fetcher.now, scrapeMilliseconds: Double(last - began.monotonic) / 1e6)
      }
      take(Self.rounds(round.reports, at: Fetcher.now), past)
    }
  }

  /// Polls as often as the first rates need, with a window in between.
  ///
  /// - Parameter stop: asked while it waits; true ends it early.
  public func look(windowSeconds: Double, stop: (_ milliseconds: Int) -> Bool) {
    poll()
    if answersAtOnce || stop(Int(windowSeconds * 1000)) { return }
    poll()
  }

  /// Polls in a thread of its own until the owner stops the worker, and then tells after each round.
  ///
  /// - Parameter interval: milliseconds from one round's begin to the next.
  public func watch(
    every interval: Int = 1000, _ afterRound: @escaping @Sendable (LiveMesh) -> Void
  ) -> Worker {
    Worker("live mesh") { stop in
      repeat {
        let began = Clock.monotonic
        self.poll()
        afterRound(self)
        let spent = Int((Clock.monotonic - began) / 1_000_000)
        if stop.wait(milliseconds: max(interval - spent, 1)) { return }
      } while true
    }
  }

  private func take(_ rounds: [RecordedRound], _ past: ((MeshState, ClockReading) -> Void)?) {
    for (index, round) in rounds.enumerated() {
      let state = known.withLock { state in
        state.take(round.reports, at: round.at)
        return index < rounds.count - 1 && past != nil ? state : nil
      }
      if let state { past?(state, round.at) }
    }
    for round in rounds { recorder?.take(round) }
  }

  /// Earlier rounds that sources kept go in one by one; the latest of all sources together.
  private static func rounds(
    _ reports: [[SourceReport]], at now: ClockReading
  ) -> [RecordedRound] {
    let past = reports.flatMap { $0.dropLast() }.sorted { $0.at.monotonic < $1.at.monotonic }
    return past.map { RecordedRound(at: $0.at, reports: [$0]) }
      + [RecordedRound(at: now, reports: reports.compactMap(\.last))]
  }
}
