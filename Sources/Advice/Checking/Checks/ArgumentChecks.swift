import YAML

struct WrongSideCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB017", .error,
    "A sentence argues for a style that its answer does not favour, or against one it does.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.knowledge.criteria.flatMap(\.bands).flatMap { band in
      band.arguments.flatMap { argument in
        argument.styles.filter { !Self.fits(argument.side, band.scores, $0) }.map { style in
          defect(argument.place, Self.message(argument.side, style, band.scores))
        }
      }
    }
  }

  /// Whether a style scores more than the styles do on average, or less.
  private static func fits(
    _ side: Criterion.Argument.Side, _ scores: PerStyle<Int>, _ style: Style
  ) -> Bool {
    let lead = scores.leadOverOthers(style)
    return side == .for ? lead > 0 : lead < 0
  }

  private static func message(
    _ side: Criterion.Argument.Side, _ style: Style, _ scores: PerStyle<Int>
  ) -> String {
    let others = Style.allCases.filter { $0 != style }.map { String(scores[$0]) }
    return "the sentence argues \(side.rawValue) '\(style.rawValue)', but its score of "
      + "\(scores[style]) is \(side == .for ? "not above" : "not below") the mean of the others "
      + "(\(others.joined(separator: ", "))); change the numbers or the sentence"
  }
}

struct UnarguedBandCheck: KnowledgeCheck {
  let code = DefectCode("KB018", .error, "A band sets a style apart and does not say why.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let total = subject.knowledge.criteria.reduce(0) { $0 + $1.weight.nominal }
    return subject.knowledge.criteria.flatMap { criterion in
      criterion.bands.flatMap { band in
        Style.allCases.compactMap { style -> Defect? in
          let lead = band.scores.leadOverOthers(style)
          // As many points as make a reason in a report, where no style is excluded.
          let points = Points.mean(1000 * criterion.weight.nominal * lead, 4 * max(total, 1))
          let side: Criterion.Argument.Side = lead > 0 ? .for : .against
          if !points.isArgument || band.argument(side, style) != nil { return nil }
          return defect(
            band.place,
            "it gives '\(style.rawValue)' \(points.short) points \(lead > 0 ? "more" : "less") than "
              + "the others and has no sentence '\(side.rawValue)' that names it")
        }
      }
    }
  }
}

struct BothSidesCheck: KnowledgeCheck {
  let code = DefectCode("KB019", .error, "The same sentence argues for and against.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let all = subject.knowledge.criteria.flatMap(\.bands).flatMap(\.arguments)
    let arguing = Set(all.filter { $0.side == .for }.map(\.text))
    return all.filter { $0.side == .against && arguing.contains($0.text) }.map {
      defect($0.place, "this sentence stands under 'for' as well; say each side in its own words")
    }
  }
}

extension PerStyle<Int> {
  /// Four times what a style scores more than the other four do on average.
  fileprivate func leadOverOthers(_ style: Style) -> Int {
    5 * self[style] - values.reduce(0, +)
  }
}
