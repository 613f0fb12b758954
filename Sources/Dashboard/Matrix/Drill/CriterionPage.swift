import Advice
import MeshLook
import Terminal

extension DrillContent {
  /// The rule behind a row: reason, contribution, weight, all its bands, vetoes, sources.
  static func criterion(
    _ id: String, _ state: DashboardState, on surface: Surface, columns: Int
  ) -> DrillContent {
    var content = DrillContent(on: surface, columns: columns)
    guard let criterion = state.advisor.knowledge.criterion(id),
      let question = state.advisor.knowledge.question(id)
    else { return content }
    let answer = state.answer(question)
    content.text(criterion.title, .heading)
    content.text(question.text, .muted)
    content.text("Answer: \(question.text(answer))", .accent)
    content.text(remarks(answer), .muted)
    content.lead(of: criterion, state)
    content.blank()
    content.reason(criterion, answer)
    content.blank()
    content.weight(of: criterion, state)
    content.vetoes(about: id, state)
    if surface == .popup { content.bands(of: criterion, question, answer) }
    content.sources(criterion.sources, state)
    return content
  }

  private static func remarks(_ answer: Answer?) -> String {
    var words: [String] = []
    if case .notApplicable(let reason) = answer?.content { words.append(reason) }
    if let source = answer?.source { words.append(source.remark) }
    if let note = answer?.note { words.append(note) }
    return words.joined(separator: " ")
  }

  /// Why this answer scores as it does, or why the criterion counts at all.
  private mutating func reason(_ criterion: Criterion, _ answer: Answer?) {
    let band = answer?.values.flatMap { values in
      criterion.bands.first { values.isSubset(of: $0.values) }
    }
    if let band {
      for sentence in band.sentences { text(sentence) }
      text("Fit from 0 to 100: \(Self.fits(band)).", .muted)
    }
    text(criterion.because)
  }

  private static func fits(_ band: Criterion.Band) -> String {
    Style.allCases.map { "\($0.name(columns: 10)) \(band.scores[$0])" }.joined(separator: ", ")
  }

  /// What the rule does to the lead of the recommended style.
  private mutating func lead(of criterion: Criterion, _ state: DashboardState) {
    guard let recommendation = state.verdict.assessment?.recommendation,
      let second = recommendation.runnerUp,
      let index = state.advisor.knowledge.criteria.firstIndex(where: { $0.id == criterion.id })
    else { return }
    let points = state.leads[index]
    text(
      Sentence.lead(of: criterion.id, points, recommendation.style, over: second), points.gainRole)
  }

  private mutating func weight(of criterion: Criterion, _ state: DashboardState) {
    let weight = state.weight(criterion)
    let own = criterion.weight
    let changed = weight == own.nominal ? "" : ", changed from \(own.nominal)"
    let share = Figures.share(Double(weight) / Double(state.totalWeight))
    text(
      "Weight \(weight)\(changed), \(share) of all; reasonable from \(own.low) to \(own.high).",
      .muted)
    let flip = state.knownWeightFlips.first { $0.criterion == criterion.id }
    if let flip { text("At \(flip.to), \(flip.style.phrase) would be recommended.", .muted) }
  }

  /// The vetoes that ask about this question and hold, or may hold.
  private mutating func vetoes(about question: String, _ state: DashboardState) {
    let news = state.vetoNews.filter { news in
      news.state != .doesNotHold
        && news.veto.rule.when?.atoms.contains { $0.question == question } ?? false
    }
    for veto in news {
      blank()
      link(
        "\(veto.state.sign) Veto \(veto.words).", to: .page(.veto(veto.veto.rule.id)),
        veto.state.role)
      text("\(veto.veto.because) \(veto.veto.remedy)", indent: 2)
    }
  }

  /// The rule in full: what every answer gives.
  private mutating func bands(of criterion: Criterion, _ question: Question, _ answer: Answer?) {
    heading("The rule")
    for band in criterion.bands {
      let isOwn = answer?.values.map { !$0.intersection(band.values).isEmpty } ?? false
      text(
        "\(isOwn ? "●" : "○") \(question.textWithUnit(band.values)): \(Self.fits(band))",
        isOwn ? .accent : .text)
      for sentence in band.sentences { text(sentence, .muted, indent: 2) }
    }
  }
}
