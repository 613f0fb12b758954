/// Gives labels numbers.
struct FieldNumbers {
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
      unknown: naming.unknown.map(PageText.escaped), after: naming.after.map(PageText.escaped),
      until: naming.until)
  }

  mutating func test(_ condition: FieldCondition) -> MetricsPlan.Test {
    MetricsPlan.Test(field: number(condition.field), test: ByteTest(condition.test))
  }
}

/// Collects what each name means.
struct UseBuilder {
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
