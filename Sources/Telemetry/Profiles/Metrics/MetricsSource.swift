internal import MeshModel

/// A page in Prometheus's text format, read by a profile.
struct MetricsSource: Source {
  let identity: SourceIdentity
  private let plan: MetricsPlan
  private let speaker: Speaker
  private let request: SourceRequest
  /// Of the last page that told it: one that leaves it out is no restart.
  private var epoch: Epoch?

  init(_ address: ProfileAddress, _ plan: MetricsPlan, named id: String) {
    identity = SourceIdentity(id: id, kind: "metrics")
    self.plan = plan
    speaker = Speaker(address)
    request = address.address.get(address.path ?? plan.profile.pages.first ?? "/metrics")
  }

  func requests(at now: ClockReading) -> [SourceRequest] { [request] }

  mutating func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport] {
    var report = SourceReport(identity, at: now, scrapeMilliseconds: scrapeMilliseconds)
    if let answer = answers.first {
      report.problem = answer.problem
      if let body = answer.body { take(body, answer.at, &report) }
    }
    // Before the page was read, only the user can have told whose it is.
    if speaker.isNamed || !report.observations.isEmpty { report.target = speaker.target }
    return [report]
  }

  private mutating func take(_ body: [UInt8], _ at: ClockReading, _ report: inout SourceReport) {
    var page = MetricsPage()
    do throws(PageProblem) {
      try page.read(body)
    } catch {
      report.problem = error.sentence
      return
    }
    let found = page.withSamples { bytes, samples, labels in
      pass(bytes, samples, labels, at)
    }
    report.observations = found?.observations ?? []
    report.problem = found?.problem
  }

  private mutating func pass(
    _ bytes: UnsafeRawPointer, _ samples: [MetricsPage.Sample],
    _ labels: UnsafeBufferPointer<MetricsPage.Label>, _ at: ClockReading
  ) -> (observations: [Observation], problem: String?) {
    let text = PageText(base: bytes)
    var pass = MetricsPass(
      plan, text, expecting: samples.count, isNamed: speaker.isNamed)
    for sample in samples { pass.take(sample, labels) }
    if let start = pass.start { epoch = Epoch(startSeconds: start.value, at: at) ?? epoch }
    var builder = ReportBuilder(
      speaker, transport: plan.profile.transport, at: at.monotonic, epoch: epoch)
    func name(_ slice: PageSlice) -> String? { slice.isNone ? nil : text.string(slice) }
    for (key, figures) in zip(pass.table.keys, pass.table.figures) {
      builder.add(
        FigureKey(
          role: plan.roles[key.role], from: name(key.from), to: name(key.to) ?? "",
          instance: name(key.instance)), figures)
    }
    if !pass.isOfThisKind { return ([], ProfileProblem.nothing(plan.profile.id)) }
    return (builder.result, pass.table.isFull ? ProfileProblem.tooMany : nil)
  }
}

/// Who speaks on a page.
struct Speaker: Sendable {
  let service: String
  /// The process, as in `order-1`.
  let process: String
  /// Where the page is.
  let address: String
  /// The user said so, whatever the page says.
  let isNamed: Bool

  init(_ address: ProfileAddress) {
    service = address.service ?? address.place
    process = address.instance ?? address.place
    self.address = address.place
    isNamed = address.service != nil
  }

  /// The process that is asked.
  var target: TargetProcess { TargetProcess(service: service, instance: process) }
}

extension Epoch {
  /// The life of a process that says when it started.
  ///
  /// - Parameter startSeconds: since 1970; nil comes back for what can be no such time.
  init?(startSeconds: Double, at now: ClockReading) {
    guard startSeconds > 0, startSeconds < 1e12 else { return nil }
    let microseconds = now.wall - Int(startSeconds * 1_000_000)
    let isPlausible = (0..<3_600_000_000).contains(microseconds)
    self.init(
      identity: String(startSeconds),
      began: isPlausible ? now.monotonic - microseconds * 1000 : nil)
  }
}

extension SourceKind {
  static let metrics = SourceKind(
    "metrics", form: "metrics=PROFILE[:SERVICE[/INSTANCE]]@http://HOST:PORT[/PATH]"
  ) { text, settings throws(Problem) in
    let address = try ProfileAddress(text)
    let plan = try settings.profiles.plan(address.profile, .metrics)
    return MetricsSource(address, plan, named: "metrics=\(text)")
  }
}
