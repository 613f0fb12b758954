public import MeshModel

/// Writes rounds in the line format of recordings, one after the other.
public struct RoundEncoder: Sendable {
  /// A round as its line, with line break.
  public struct Line: Sendable {
    /// Nanoseconds of the monotonic clock.
    public let at: Int
    /// Whether it can be read without those before.
    public let isFull: Bool
    public let bytes: [UInt8]
  }

  /// The first line, with line break.
  public static var head: [UInt8] { Array("\(RecordingFormat.head)\n".utf8) }

  /// The first line of a recording that began at a time of the monotonic clock, in nanoseconds.
  public static func head(beginning time: Int) -> [UInt8] {
    Array("\(RecordingFormat.head) \(time)\n".utf8)
  }

  private let fullEvery: Int
  private var writer = CellWriter()
  private var numbers: [ReportUnits.Name: Int] = [:]
  private var units: [Unit] = []
  private var sinceFull = 0
  private var latest: Int?

  /// Texts after which a full line is due: reasons and problems are seldom the same twice.
  private static let textLimit = 20_000

  /// - Parameter fullEvery: rounds from one full line to the next.
  public init(fullEvery: Int = 60) { self.fullEvery = max(fullEvery, 1) }

  /// The next round.
  public mutating func line(_ reports: [SourceReport], at now: ClockReading) -> Line {
    let since = sinceFull < fullEvery && writer.textCount < Self.textLimit ? latest : nil
    if let since {
      writer.begin([RecordingFormat.change, "\(now.monotonic)", "\(now.wall)", "\(since)"])
    } else {
      forget()
      writer.begin([RecordingFormat.full, "\(now.monotonic)", "\(now.wall)"])
    }
    write(ReportUnits(reports))
    latest = now.monotonic
    sinceFull += 1
    return Line(at: now.monotonic, isFull: since == nil, bytes: writer.bytes + [0x0A])
  }

  private mutating func forget() {
    writer.forget()
    numbers = [:]
    units = [[]]
    sinceFull = 0
  }

  private mutating func write(_ round: ReportUnits) {
    var taken: Set<Int> = []
    let order = round.all.map { name, _ in number(name, &taken) }
    let list = order.map { Cell($0) }
    writer.write(list, at: 0, before: units[0])
    units[0] = list
    for (number, (_, unit)) in zip(order, round.all) {
      writer.write(unit, at: number, before: units[number])
      units[number] = unit
    }
  }

  /// The number of a unit: that of the round before when it has the same name.
  private mutating func number(_ name: ReportUnits.Name, _ taken: inout Set<Int>) -> Int {
    var name = name
    while let known = numbers[name] {
      if taken.insert(known).inserted { return known }
      name.repetition += 1
    }
    let new = units.count
    numbers[name] = new
    units.append([])
    taken.insert(new)
    return new
  }
}
