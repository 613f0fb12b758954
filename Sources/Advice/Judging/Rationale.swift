/// Why a criterion gives a style more or less than others, before it is put into words.
public enum Rationale: Hashable, Sendable {
  /// A sentence of the knowledge base that argues in this direction.
  case told(String)
  /// The knowledge base has no sentence for it, but these others fit the answer less well.
  case better(than: [Style])
  /// The same where these others fit it better.
  case worse(than: [Style])
  /// It fits the answer about as well as the others do on average.
  case even
  /// The question is open.
  case open
  case notApplicable
}

extension Points {
  /// Less than this sets nothing apart, so that nobody is told of it as a reason.
  public static let leastArgument = Points(thousandths: 100)

  /// Whether so many points more or less are worth a reason.
  public var isArgument: Bool { abs(thousandths) >= Self.leastArgument.thousandths }

  /// Rounds half away from zero.
  static func mean(_ sum: Int, _ count: Int) -> Points {
    let magnitude = (2 * abs(sum) + count) / (2 * count)
    return Points(thousandths: sum < 0 ? -magnitude : magnitude)
  }
}
