/// Looks for answers under which every style falls to a veto.
struct NoStyleLeftCheck: KnowledgeCheck {
  let code = DefectCode("KB025", .error, "The vetoes can exclude every style at once.")
  let needs = CheckNeed.answers

  func defects(in subject: CheckSubject) -> [Defect] {
    // Few ways to fall first: that ends most searches at once.
    let ways = subject.model.excluding.values.sorted { $0.count < $1.count }
    guard let state = fall(subject.model.space.open, ways[...], subject.model),
      let cells = Avoidance.completion(state, subject.model.forbidden)
    else { return [] }
    let open = subject.model.space.open
    let narrowed = Set(state.masks.indices.filter { state[$0] != open[$0] })
    let holding = zip(subject.knowledge.vetoes, subject.model.vetoes)
      .filter { $0.1.contains { $0.contains(cells) } }.map(\.0.rule)
    return [
      defect(
        holding.first?.place ?? subject.manifest,
        "together with \(holding.dropFirst().map { "'\($0.id)'" }.joined(separator: ", ")) it "
          + "leaves no style to recommend; narrow one of them",
        witness: subject.witness(cells, to: narrowed))
    ]
  }

  /// The largest state found in which every style has a veto that holds.
  private func fall(_ state: State, _ ways: ArraySlice<[Box]>, _ model: DecisionModel) -> State? {
    guard let boxes = ways.first else {
      return Avoidance.completion(state, model.forbidden) == nil ? nil : state
    }
    for box in boxes {
      guard let inside = box.restrict(state) else { continue }
      if let found = fall(inside, ways.dropFirst(), model) { return found }
    }
    return nil
  }
}
