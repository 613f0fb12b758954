import MeshModel

/// One pass over a page by a plan: what all its samples say, sample by sample.
struct MetricsPass {
  // What the plan holds, at hand: to ask an object for a list costs more than to read the list.
  private let names: NameTable
  private let series: [MetricsPlan.Series]
  private let fields: [[UInt8]]
  private let fieldHashes: [UInt64]
  private let fieldLengths: UInt64
  private let text: PageText
  /// Who speaks where a part does not say.
  private let speaker: MetricsPlan.Name?
  /// The values of the labels that matter, by number.
  private var values: [PageSlice]
  private var memory: SeriesMemory
  private(set) var table = FigureTable()
  /// The start time, with the place of its series among those the profile names.
  private(set) var start: (place: Int, value: Double)?
  /// Whether the page has any series that the profile names.
  private(set) var isOfThisKind = false

  /// - Parameter isNamed: the user said who speaks.
  init(_ plan: MetricsPlan, _ text: PageText, expecting samples: Int, isNamed: Bool) {
    names = plan.names
    series = plan.series
    fields = plan.fields
    fieldHashes = plan.fieldHashes
    fieldLengths = plan.fieldLengths
    self.text = text
    speaker = isNamed ? nil : plan.speaker
    values = [PageSlice](repeating: .none, count: plan.fields.count)
    memory = SeriesMemory(expecting: samples)
  }

  mutating func take(
    _ sample: MetricsPage.Sample, _ labels: UnsafeBufferPointer<MetricsPage.Label>
  ) {
    let name = PageSlice(start: sample.name, length: UInt32(sample.nameLength))
    guard let number = names.number(name, text) else { return }
    let meant = series[number]
    if meant.isSign { isOfThisKind = true }
    if let place = meant.start, sample.value > 0, place <= start?.place ?? .max {
      start = (place, max(sample.value, start?.place == place ? start?.value ?? 0 : 0))
    }
    if meant.uses.isEmpty { return }
    let hash = identify(number, sample, labels)
    let isKnown = sample.value >= 0 && sample.value < 1e18
    let amount = isKnown ? memory.amount(hash, sample.value) : 0
    for use in meant.uses {
      guard passes(use.part.conditions), let place = figures(of: use.part) else { continue }
      for step in use.readings {
        take(step, Value(read: sample.value, amount: amount, isKnown: isKnown), use.part, place)
      }
    }
  }

  /// A sample's value, and what it adds to those of the same series.
  private struct Value {
    let read: Double
    let amount: Double
    let isKnown: Bool
  }

  /// Notes the labels that matter; gives a hash of the whole series, in whatever order its labels
  /// stand.
  private mutating func identify(
    _ number: Int, _ sample: MetricsPage.Sample,
    _ labels: UnsafeBufferPointer<MetricsPage.Label>
  ) -> UInt64 {
    for index in values.indices { values[index] = .none }
    var hash = PageText.mix(UInt64(number) &+ 1)
    let first = Int(sample.label)
    for label in labels[first..<first + Int(sample.labelCount)] where label.valueLength > 0 {
      let length = Int(label.nameLength)
      let name = text.hash(label.name, length)
      hash &+= PageText.mix(name ^ text.hash(label.value, Int(label.valueLength)) &* 3)
      if fieldLengths >> UInt64(min(length, 63)) & 1 == 0 { continue }
      guard let index = fieldHashes.firstIndex(of: name), values[index].isNone,
        text.equals(PageSlice(start: label.name, length: UInt32(length)), fields[index])
      else { continue }
      values[index] = PageSlice(start: label.value, length: UInt32(label.valueLength))
    }
    return hash
  }

  private func passes(_ tests: [MetricsPlan.Test]) -> Bool {
    for test in tests where !test.test.passes(values[test.field], text) { return false }
    return true
  }

  /// The place of the figures of whom the sample speaks of; nil when it names nobody.
  private mutating func figures(of part: MetricsPlan.PlanPart) -> Int? {
    let to = slice(part.to)
    let instance = slice(part.instance)
    if part.to != nil, to.isNone { return nil }
    if part.isOpinion, instance.isNone { return nil }
    let from = part.from == nil ? slice(speaker) : slice(part.from)
    if part.from != nil, from.isNone { return nil }
    return table.number(
      RawKey(role: part.role, from: part.isOpinion ? .none : from, to: to, instance: instance),
      text)
  }

  /// The first label with a value that means something.
  private func slice(_ name: MetricsPlan.Name?) -> PageSlice {
    guard let name else { return .none }
    for field in name.fields {
      var slice = values[field]
      if let prefix = name.after, !slice.isNone { slice = text.rest(slice, behind: prefix) }
      if let end = name.until, !slice.isNone {
        let length = text.bytes(slice).prefix { $0 != end }.count
        slice = PageSlice(start: slice.start, length: UInt32(length))
      }
      if slice.isNone || slice.length == 0 { continue }
      if name.unknown.contains(where: { text.equals(slice, $0) }) { continue }
      return slice
    }
    return .none
  }

  private mutating func take(
    _ step: MetricsPlan.Step, _ value: Value, _ part: MetricsPlan.PlanPart, _ place: Int
  ) {
    let passes = passes(step.conditions)
    let isKnown = value.isKnown && !step.unknown.contains(value.read)
    switch step.meaning {
    case .counts(let words, let set):
      table.figures[place].mark(counted: set)
      if passes { count(words, value.amount, isKnown, place) }
    case .countsBy(let field, let map, let set):
      table.figures[place].mark(counted: set)
      guard passes, let found = map.first(where: { text.equals(values[field], $0.value) })
      else { return }
      count(found.words, value.amount, isKnown, place)
    case .status(let field):
      let status = StatusText(text, values[field])
      table.figures[place].mark(counted: status.set)
      if passes { count(status.words, value.amount, isKnown, place) }
    case .latency(let unit):
      if passes { time(step.piece, value.amount, isKnown, unit, place) }
    default:
      if passes, isKnown { takeState(step, value, part.part, place) }
    }
  }

  private mutating func count(
    _ words: [CountWord], _ amount: Double, _ isKnown: Bool, _ place: Int
  ) {
    if !isKnown { return table.figures[place].mark(broken: words.set) }
    if amount == 0 { return }
    for word in words { table.figures[place].add(amount, to: word.count) }
  }

  private mutating func time(
    _ piece: MetricsPlan.Step.Piece, _ amount: Double, _ isKnown: Bool, _ unit: Double,
    _ place: Int
  ) {
    if !isKnown { return table.figures[place].latency.markBroken() }
    switch piece {
    case .bucket:
      let bound = values[MetricsPlan.bound]
      guard !bound.isNone, let bound = BoundText.read(text.bytes(bound)) else { return }
      table.figures[place].latency.add(bound: bound, amount, unit: unit)
    case .sum: table.figures[place].latency.add(sum: amount, unit: unit)
    case .count, .plain: table.figures[place].latency.add(count: amount, unit: unit)
    }
  }

  /// What is as it is now and is not counted.
  private mutating func takeState(
    _ step: MetricsPlan.Step, _ value: Value, _ part: Part, _ place: Int
  ) {
    table.figures[place].describe(part)
    switch step.meaning {
    case .inFlight: Self.add(value.amount, to: &table.figures[place].inFlight)
    case .trips: Self.add(value.amount, to: &table.figures[place].trips)
    case .reached: Self.add(value.amount, to: &table.figures[place].reached)
    case .left: Self.add(value.amount, to: &table.figures[place].left)
    case .limit: Self.add(value.amount, to: &table.figures[place].limit)
    case .says(let words, let isPercent):
      table.figures[place].add(Saying(text: words, value: value.read, isPercent: isPercent))
    case .state(let field, let map):
      let state =
        value.read > 0 ? map.first { text.equals(values[field], $0.value) }?.state : nil
      table.figures[place].mark(state: state, of: part)
    case .stateOfNumber(let map):
      table.figures[place].mark(state: map.first { $0.value == value.read }?.state, of: part)
    case .counts, .countsBy, .status, .latency: break
    }
  }

  private static func add(_ amount: Double, to figure: inout Double?) {
    figure = (figure ?? 0) + amount
  }
}
