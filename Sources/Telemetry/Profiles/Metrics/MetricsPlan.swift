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
    let after: [UInt8]?
    let until: UInt8?

    init(fields: [Int], unknown: [[UInt8]], after: [UInt8]?, until: UInt8?) {
      self.fields = fields
      self.unknown = unknown
      self.after = after
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

    init(_ part: Part, role: Int, _ fields: inout FieldNumbers) {
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
