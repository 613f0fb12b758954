/// Judges complete answers without giving reasons, many thousand times a second.
///
/// For bulk work, where `Advisor.assess` would spend its time on explanations nobody reads. Both
/// come to the same verdict.
public struct QuickJudge: Sendable {
  /// A verdict in short.
  public struct Verdict: Equatable, Sendable {
    public let scores: PerStyle<Points>
    /// Styles that a veto excludes.
    public let excluded: [Style]
    /// The style to recommend; nil when every style is excluded.
    public let winner: Style?
    /// The warnings raised, in the order of the knowledge base, each with its first true level.
    public let warnings: [RaisedLevel]
  }

  /// A warning by its place in the knowledge base, and the level by its place in the warning.
  public struct RaisedLevel: Equatable, Sendable {
    public let warning: Int
    public let level: Int
  }

  private let model: DecisionModel
  private let table: ScoreTable
  private let completions: CompletionJudge
  private let signs: BoxBits
  /// What each box of `signs` stands for.
  private let levels: [RaisedLevel]

  /// - Parameter weights: replace the knowledge base's own, by question.
  public init(_ advisor: Advisor, weights: [String: Int] = [:]) {
    let model = advisor.model
    let boxes = model.telling.warnings.enumerated().flatMap { warning, levels in
      levels.enumerated().flatMap { level, boxes in
        boxes.map { (box: $0, raised: RaisedLevel(warning: warning, level: level)) }
      }
    }
    self.model = model
    table = ScoreTable(model, weights: weights)
    completions = CompletionJudge(wide: model, table)
    signs = BoxBits(model.space, boxes.map(\.box))
    levels = boxes.map(\.raised)
  }

  /// The verdict on answers that leave nothing open; nil when they do or cannot all be true.
  public func verdict(_ answers: [String: Answer]) -> Verdict? {
    let state = model.space.state(answers)
    let complete = model.space.complete(state) { answers[model.questions[$0].id]?.values }
    guard let cells = complete, let excluded = completions.excluded(cells) else { return nil }
    let sum = table.sum(state.lowest)
    let winner = CompletionJudge.first(sum, excluded: excluded)
    var raised: [RaisedLevel] = []
    signs.forEachHit(cells) { box in
      // The boxes stand in the order of warnings and levels, so the first of a warning counts.
      if raised.last?.warning == levels[box].warning { return }
      let styles = model.knowledge.warnings[levels[box].warning].styles
      if styles.map({ $0.contains { $0 == winner } }) ?? true { raised.append(levels[box]) }
    }
    return Verdict(
      scores: PerStyle { Points(thousandths: Int(sum[$0.index])) },
      excluded: Style.allCases.filter { excluded & 1 << UInt8($0.index) != 0 },
      winner: winner, warnings: raised)
  }
}
