/// A profile made ready to read pages: every name is a number, every test works on bytes.
///
/// Made once for a profile, shared by all sources that read by it. Its pieces are objects, because to
/// copy a value with lists in it for every sample would cost more than all the rest.
final class MetricsPlan: Sendable {
  /// What a series of one name means to one part.
  final class Use: Sendable {
    let part: PlanPart
    let readings: [Step]

    init(_ part: PlanPart, _ readings: [Step]) {
      self.part = part
      self.readings = readings
    }
  }

  /// What a series of one name means.
  final class Series: Sendable {
    let uses: [Use]
    /// Whether it shows a page to be of this kind; a start time alone does not.
    let isSign: Bool
    /// Its place among the start times; nil for others.
    let start: Int?

    init(_ uses: [Use], isSign: Bool, start: Int?) {
      self.uses = uses
      self.isSign = isSign
      self.start = start
    }
  }

  /// One reading, ready.
  final class Step: Sendable {
    enum Piece: Sendable {
      case plain, bucket, sum, count
    }

    let piece: Piece
    let meaning: Meaning
    let conditions: [Test]
    let unknown: [Double]

    init(_ piece: Piece, _ meaning: Meaning, _ conditions: [Test], unknown: [Double]) {
      self.piece = piece
      self.meaning = meaning
      self.conditions = conditions
      self.unknown = unknown
    }
  }

  enum Meaning: Sendable {
    case counts([CountWord], set: Figures.Set)
    case countsBy(field: Int, [(value: [UInt8], words: [CountWord])], set: Figures.Set)
    case status(field: Int)
    case latency(unit: Double)
    case inFlight
    case state(field: Int, [(value: [UInt8], state: Int)])
    case stateOfNumber([(value: Double, state: Int)])
    case reached, left, limit, trips
    case says(String, isPercent: Bool)
  }

  /// A demand on a label, by the number of the label.
  struct Test: Sendable {
    let field: Int
    let test: ByteTest
  }

  /// How something is called, by the numbers of labels.
  final class Name: Sendable {
    let fields: [Int]
    let unknown: [[UInt8]]
    let until: UInt8?

    init(fields: [Int], unknown: [[UInt8]], until: UInt8?) {
      self.fields = fields
      self.unknown = unknown
      self.until = until
    }
  }

  final class PlanPart: Sendable {
    let part: Part
    /// The number of the role.
    let role: Int
    let isOpinion: Bool
    let conditions: [Test]
    let from: Name?
    let to: Name?
    let instance: Name?

    fileprivate init(_ part: Part, role: Int, _ fields: inout FieldNumbers) {
      self.part = part
      self.role = role
      isOpinion = part.role == .instances
      conditions = part.conditions.map { fields.test($0) }
      from = fields.name(part.from)
      to = fields.name(part.to)
      instance = fields.name(part.instance)
    }
  }

  let profile: Profile
  /// The labels that matter; the first is `le`.
  let fields: [[UInt8]]
  /// The hashes of their names.
  let fieldHashes: [UInt64]
  /// For each length of a label's name, a bit that tells whether one of that length matters.
  let fieldLengths: UInt64
  /// The names of the series that matter, and what they mean.
  let names: NameTable
  let series: [Series]
  /// The number of the speaker's labels, when the profile names some.
  let speaker: Name?
  /// The roles of the parts, each once.
  let roles: [Part.Role]

  static let bound = 0

  init(_ profile: Profile) {
    var fields = FieldNumbers()
    var roles: [Part.Role] = []
    self.profile = profile
    speaker = fields.name(profile.service)
    var builder = UseBuilder()
    for part in profile.parts {
      let role = roles.firstIndex(of: part.role) ?? roles.count
      if role == roles.count { roles.append(part.role) }
      let planned = PlanPart(part, role: role, &fields)
      for reading in part.readings { builder.add(reading, of: planned, &fields) }
    }
    self.roles = roles
    let signs = Set(profile.signs.map { builder.name($0) })
    let starts = (profile.restart?.names ?? []).map { builder.name($0) }
    names = NameTable(builder.names)
    series = builder.uses.enumerated().map { number, uses in
      Series(
        uses, isSign: signs.contains(number) || !uses.isEmpty,
        start: starts.firstIndex(of: number))
    }
    self.fields = fields.names
    fieldHashes = fields.names.map(NameTable.hash)
    fieldLengths = fields.names.reduce(0) { $0 | 1 << UInt64(min($1.count, 63)) }
  }
}

/// Gives labels numbers.
private struct FieldNumbers {
  private(set) var names: [[UInt8]] = [Array("le".utf8)]

  mutating func number(_ name: String) -> Int {
    let bytes = Array(name.utf8)
    if let known = names.firstIndex(of: bytes) { return known }
    names.append(bytes)
    return names.count - 1
  }

  mutating func name(_ naming: Naming?) -> MetricsPlan.Name? {
    guard let naming else { return nil }
    return MetricsPlan.Name(
      fields: naming.fields.map { number($0) },
      unknown: naming.unknown.map(PageText.escaped), until: naming.until)
  }

  mutating func test(_ condition: FieldCondition) -> MetricsPlan.Test {
    MetricsPlan.Test(field: number(condition.field), test: ByteTest(condition.test))
  }
}

/// Collects what each name means.
private struct UseBuilder {
  private(set) var names: [[UInt8]] = []
  private(set) var uses: [[MetricsPlan.Use]] = []

  mutating func name(_ name: String) -> Int {
    let bytes = Array(name.utf8)
    if let known = names.firstIndex(of: bytes) { return known }
    names.append(bytes)
    uses.append([])
    return names.count - 1
  }

  mutating func add(
    _ reading: Reading, of part: MetricsPlan.PlanPart, _ fields: inout FieldNumbers
  ) {
    let meaning = Self.meaning(reading, &fields)
    let conditions = reading.conditions.map { fields.test($0) }
    func step(_ piece: MetricsPlan.Step.Piece) -> MetricsPlan.Step {
      MetricsPlan.Step(piece, meaning, conditions, unknown: reading.unknown)
    }
    if case .latency = reading.meaning {
      put(step(.bucket), "\(reading.name)_bucket", part)
      put(step(.sum), "\(reading.name)_sum", part)
      put(step(.count), "\(reading.name)_count", part)
    } else {
      put(step(.plain), reading.name, part)
    }
  }

  private mutating func put(
    _ step: MetricsPlan.Step, _ name: String, _ part: MetricsPlan.PlanPart
  ) {
    let index = self.name(name)
    if let place = uses[index].firstIndex(where: { $0.part === part }) {
      let readings = uses[index][place].readings + [step]
      uses[index][place] = MetricsPlan.Use(part, readings)
    } else {
      uses[index].append(MetricsPlan.Use(part, [step]))
    }
  }

  private static func meaning(
    _ reading: Reading, _ fields: inout FieldNumbers
  ) -> MetricsPlan.Meaning {
    switch reading.meaning {
    case .counts(let words): return .counts(words, set: words.set)
    case .countsBy(let field, let map):
      let values = map.sorted { $0.key < $1.key }.map {
        (value: PageText.escaped($0.key), words: $0.value)
      }
      return .countsBy(
        field: fields.number(field), values, set: map.values.reduce(0) { $0 | $1.set })
    case .status(let field): return .status(field: fields.number(field))
    case .latency(let unit): return .latency(unit: unit)
    case .inFlight: return .inFlight
    case .state(.some(let field), let map):
      return .state(
        field: fields.number(field),
        map.sorted { $0.key < $1.key }.map { (PageText.escaped($0.key), $0.value) })
    case .state(nil, let map):
      return .stateOfNumber(
        map.sorted { $0.key < $1.key }.compactMap { key, state in
          NumberText.read(key, .number).map { (value: $0, state: state) }
        })
    case .reached: return .reached
    case .left: return .left
    case .limit: return .limit
    case .trips: return .trips
    case .says(let text, let isPercent): return .says(text, isPercent: isPercent)
    }
  }
}
