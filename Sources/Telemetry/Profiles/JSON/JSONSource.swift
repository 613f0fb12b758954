internal import JSON
internal import MeshModel

/// Pages in JSON, read by a profile.
struct JSONSource: Source {
  let identity: SourceIdentity
  private let profile: Profile
  private let speaker: Speaker
  private let address: WebAddress
  /// The paths that are asked.
  private let pages: [String]
  private var epoch: Epoch?

  /// - Parameter pages: the paths to ask.
  init(_ address: ProfileAddress, _ profile: Profile, asking pages: [String], named id: String) {
    identity = SourceIdentity(id: id, kind: "json")
    self.profile = profile
    self.address = address.address
    speaker = Speaker(address)
    self.pages = pages
  }

  func requests(at now: ClockReading) -> [SourceRequest] { pages.map(address.get) }

  mutating func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport] {
    var report = SourceReport(identity, at: now, scrapeMilliseconds: scrapeMilliseconds)
    if speaker.isNamed { report.target = speaker.target }
    var pass = JSONPass(profile)
    var last: ClockReading?
    for (page, answer) in zip(pages, answers) {
      let problem = Self.take(answer, page, &pass)
      if problem == nil, last.map({ $0.monotonic < answer.at.monotonic }) ?? true {
        last = answer.at
      }
      if let problem, report.problem == nil {
        report.problem = pages.count > 1 ? "\(page): \(problem)" : problem
      }
    }
    guard let last else { return [report] }
    report.observations = observations(pass, last)
    if let seen = report.observations.first(where: { $0.instance == speaker.process }) {
      report.target = TargetProcess(service: seen.service, instance: seen.instance)
    }
    if pass.isFull { report.problem = report.problem ?? ProfileProblem.tooMany }
    return [report]
  }

  /// Takes one page; says why when it cannot be read.
  private static func take(
    _ answer: SourceAnswer, _ page: String, _ pass: inout JSONPass
  ) -> String? {
    guard case .answered(_, let body) = answer.outcome else { return answer.problem }
    do throws(JSONProblem) {
      let root = try JSONDocument(body).root
      guard let refusal = answer.problem else { return pass.take(root, page: page) }
      // A status that is no success may be the message itself, as of a health check that fails.
      var attempt = pass
      guard attempt.take(root, page: page) == nil, attempt.readings > pass.readings else {
        return refusal
      }
      pass = attempt
      return nil
    } catch {
      return answer.problem ?? error.sentence
    }
  }

  private mutating func observations(_ pass: JSONPass, _ at: ClockReading) -> [Observation] {
    if let start = pass.start {
      let began = start.uptime.flatMap { up in
        up >= 0 && up < 3_600_000 ? at.monotonic - Int(up * 1_000_000) : nil
      }
      // The time since the start is rounded; the first reading of it counts.
      if epoch?.identity != start.identity { epoch = Epoch(identity: start.identity, began: began) }
    }
    let name = speaker.isNamed ? nil : pass.speaker
    var builder = ReportBuilder(
      speaker, service: name, transport: profile.transport, at: at.monotonic, epoch: epoch)
    let (service, process) = (builder.speaker, builder.process)
    for (key, figures) in pass.result {
      builder.add(key.naming(service: service, process: process), figures)
    }
    return builder.result
  }
}

extension FigureKey {
  /// With the speaker's names in the place of those that stand for them.
  fileprivate func naming(service: String, process: String) -> FigureKey {
    FigureKey(
      role: role, from: from, to: to == JSONPath.speaker ? service : to,
      instance: instance == JSONPath.process ? process : instance)
  }
}

extension SourceKind {
  static let json = SourceKind(
    "json", form: "json=PROFILE[:SERVICE[/INSTANCE]]@http://HOST:PORT[/PATH]"
  ) { text, settings throws(Problem) in
    let address = try ProfileAddress(text)
    let profile = try settings.profiles.plan(address.profile, .json).profile
    let pages = address.path.map { [$0] } ?? profile.pages
    return JSONSource(address, profile, asking: pages, named: "json=\(text)")
  }
}
