/// Collects all complaints of a run, so that a user mends a file in one go.
public final class Complaints {
  public private(set) var list: [Diagnostic] = []
  /// Complaints beyond this many are counted, not kept.
  public static let limit = 100
  private var count = 0

  public init() {}

  public var hasErrors: Bool { list.contains { $0.severity == .error } }
  public var isEmpty: Bool { list.isEmpty }
  /// How many complaints were made beyond the limit.
  public var dropped: Int { count - list.count }

  public func add(_ diagnostic: Diagnostic) {
    count += 1
    if list.count < Self.limit { list.append(diagnostic) }
  }

  /// The message is made only when it is kept: in a hostile file nothing else takes long.
  public func add(_ place: Place, _ message: @autoclosure () -> String) {
    count += 1
    if list.count < Self.limit { list.append(Diagnostic(place, message())) }
  }

  /// All complaints in the order of their places, one a line, with a count of those that were not
  /// kept.
  public var lines: [String] {
    let ordered = list.sorted {
      ($0.place.file, $0.place.line, $0.place.column)
        < ($1.place.file, $1.place.line, $1.place.column)
    }
    return ordered.map(\.description) + (dropped > 0 ? ["and \(dropped) more"] : [])
  }
}
