import Settings
import Files
import Filter
import Glibc
import Knowledge
import Live
import MeshModel
import Reports
import ShopRuntime
import Telemetry
import YAML

extension Option {
  /// What every command takes that looks at a mesh, or at a recording of one.
  static let live: [Option] = sources + [.at]

  /// What every command takes that asks a mesh.
  static let sources: [Option] = [
    Option(
      "source", value: "SOURCE", repeats: true,
      "What to ask: \(SourceKind.all.map(\.brief).joined(separator: ", ")). The local shop that runs "
        + "unless said otherwise."),
    Option("name", value: "NAME", "Short for --source shop=NAME."),
    Option(
      "ca-file", value: "FILE", "Trust only the authorities in this PEM file for https."),
    Option(
      "token-file", value: "FILE",
      "Show sources the bearer token in this file; only over https or on this machine."),
  ]

  static let window = Option(
    "window", value: "DURATION", "The time the figures are over, 1s to 1m; 10s.")
  static let limit = Option(
    "limit", value: "LIMIT", repeats: true,
    "Other thresholds of health: \(HealthLimits.form), as in 'search*:p99=300ms'; Kiali's unless "
      + "said otherwise.")
  static let instances = Option(
    "instances", short: "i", "Show the instances of each service under it.")
  static let watch = Option("watch", short: "w", "Go on every second until interrupted.")
  static let rounds = Option("count", value: "N", "Watch for so many rounds, then end.")

  /// - Parameter fields: those that can be asked for.
  static func filter<Row>(_ fields: FieldTable<Row>) -> Option {
    Option(
      "where", value: "FILTER",
      "Only what matches, as in 'err > 5 and p99 > 200'. Fields: \(fields.list).")
  }

  static let sort = Option(
    "sort", value: "FIELD[:desc]",
    "In this order instead of the worst first; several fields with commas between.")
}

extension SourceKind {
  /// How it is written at the least, as in `metrics=PROFILE@URL`.
  fileprivate var brief: String {
    var depth = 0
    let must = form.filter { character in
      if character == "[" { depth += 1 }
      defer { if character == "]" { depth -= 1 } }
      return depth == 0
    }
    return must.replacing("http://HOST:PORT", with: "URL")
  }
}

extension FieldTable {
  fileprivate var list: String { fields.map(\.sign.name).joined(separator: ", ") }
}

extension Invocation {
  /// The mesh the command line means, with nothing known of it yet; a recording at the moment that is
  /// asked for.
  ///
  /// - Parameter recorder: gets every round.
  func liveMesh(recorder: RoundRecorder? = nil) throws(Failure) -> LiveMesh {
    // What is wrong in the words comes before what is wrong in the world.
    let rules = try healthRules()
    if let path = recording {
      let moment = try moment()
      var replay = try replay(path)
      try advance(&replay, of: path, to: moment)
      return LiveMesh(replay)
    }
    if value("at") != nil { throw usage(MeshSentence.momentOfNothing) }
    return LiveMesh(
      try sources(), fetcher: Fetcher(try fetchSettings()), rules: rules, recorder: recorder)
  }

  /// Health is followed over the window that is shown.
  func healthRules() throws(Failure) -> HealthRules {
    var rules: HealthRules
    do throws(HealthLimits.Problem) {
      rules = try HealthLimits.rules(values("limit"), over: configuration.rules)
    } catch {
      throw usage("'--limit': \(error.sentence.printable)")
    }
    rules.windowSeconds = try window()
    return rules
  }

  func sources() throws(Failure) -> [any Source] {
    let named = value("name") == nil ? [] : ["shop=\(try meshName())"]
    let profiles = try profileShelf()
    let sources: [any Source]
    do throws(SourceChoice.Problem) {
      sources = try SourceChoice(
        user: getuid(), profiles: profiles, environment: Environment.value
      )
      .sources(values("source") + named)
    } catch {
      throw failure(error)
    }
    if sources.count == 1, let shop = sources.first?.shop,
      !MeshFolders(named: shop).isHeld
    {
      throw MeshSentence.failure(.notRunning, mesh: shop)
    }
    return sources
  }

  /// Why there is nothing to look at.
  func failure(_ problem: SourceChoice.Problem) -> Failure {
    switch problem {
    case .notASource, .severalRun: usage(problem.sentence)
    case .nothingRuns:
      Failure(lines: ["archadvisor: error: \(problem.sentence)"], code: .unreachable)
    case .folder(let problem): MeshSentence.failure(problem)
    }
  }

  /// What pages mean, by the knowledge base the command line asks for.
  func profileShelf() throws(Failure) -> ProfileShelf {
    if value("knowledge") == nil { return .embedded }
    let complaints = Complaints()
    let folder = try knowledgeFolder(complaints)
    return ProfileShelf { folder.documents(of: "profiles") }
  }

  /// How sources are asked.
  func fetchSettings() throws(Failure) -> Fetcher.Settings {
    var settings = Fetcher.Settings()
    settings.authority = value("ca-file")
    if let path = settings.authority, Files.exists(path), !Files.isRegular(path) {
      throw .file(FileProblem(path, Files.isDirectory(path) ? .isDirectory : .isSpecial))
    }
    guard let path = value("token-file") else { return settings }
    do throws(FileProblem) {
      let text = String(decoding: try Files.read(path, limit: 65_536), as: UTF8.self)
      settings.token = String(text.prefix { !$0.isNewline })
    } catch {
      throw .file(error)
    }
    return settings
  }

  /// Seconds.
  func window() throws(Failure) -> Double {
    let milliseconds = try duration("window") ?? 10_000
    guard (1000...Int(MeshState.longestWindow * 1000)).contains(milliseconds) else {
      throw usage(MeshSentence.badWindow)
    }
    return Double(milliseconds) / 1000
  }

  /// What is asked for by `--where`; everything without it.
  func filter<Row>(_ fields: FieldTable<Row>) throws(Failure) -> Filter<Row>? {
    guard let text = value("where") else { return nil }
    do throws(FilterProblem) {
      return try Filter(text, fields)
    } catch {
      throw Failure(lines: error.lines(option: "where"), code: .usage)
    }
  }

  func order<Row>(_ fields: FieldTable<Row>) throws(Failure) -> Order<Row>? {
    guard let text = value("sort") else { return nil }
    do throws(FilterProblem) {
      return try Order(text, fields)
    } catch {
      throw Failure(lines: error.lines(option: "sort"), code: .usage)
    }
  }
}

extension MeshFolders {
  /// Those of a mesh of this user.
  init(named mesh: String) {
    self.init(mesh: mesh, user: getuid(), environment: Environment.value)
  }
}
