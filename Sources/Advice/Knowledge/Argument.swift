public import YAML

extension Criterion {
  /// A sentence about an answer, with the styles it argues for or against.
  ///
  /// A sentence is only ever told in its own direction, so what speaks for one style can never stand
  /// as a reason against another.
  public struct Argument: Sendable {
    public enum Side: String, CaseIterable, Sendable {
      case `for`
      case against

      var opposite: Side {
        switch self {
        case .for: .against
        case .against: .for
        }
      }
    }

    public let side: Side
    public let styles: [Style]
    public let text: String
    public let place: Place
  }
}

extension Criterion.Argument {
  init?(_ node: Node, _ complaints: Complaints) {
    var fields = Fields(node, "a reason", complaints)
    let sides = Side.allCases.filter { fields.has($0.rawValue) }
    let styles = sides.flatMap { fields.styles($0.rawValue) }
    let text = fields.text("text")
    fields.finish()
    guard let side = sides.first, sides.count == 1, !styles.isEmpty else {
      complaints.add(node.place, KnowledgeSentence.oneSide)
      return nil
    }
    guard let text else { return nil }
    self.init(side: side, styles: styles, text: text, place: node.place)
  }
}

extension Criterion.Band {
  /// Everything that is said about the answer, in the order of the file.
  public var sentences: [String] { because.map { [$0] } ?? arguments.map(\.text) }

  /// The sentence that argues for or against a style; nil when none does.
  public func argument(_ side: Criterion.Argument.Side, _ style: Style) -> Criterion.Argument? {
    arguments.first { $0.side == side && $0.styles.contains(style) }
  }
}
