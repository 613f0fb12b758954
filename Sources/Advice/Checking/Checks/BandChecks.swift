import YAML

struct OverlappingBandsCheck: KnowledgeCheck {
  let code = DefectCode("KB011", .error, "Two bands of a criterion share an answer.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.scored.flatMap { criterion, question in
      criterion.bands.indices.flatMap { later in
        criterion.bands[..<later].compactMap { earlier -> Defect? in
          let band = criterion.bands[later]
          let both = band.values.intersection(earlier.values)
          guard let value = both.first else { return nil }
          return defect(
            band.place,
            "\(question.domain.text(both)) stands also in the band of line \(earlier.place.line); "
              + "keep it in one of them", witness: subject.witness(question, value))
        }
      }
    }
  }
}

struct MissingBandCheck: KnowledgeCheck {
  let code = DefectCode("KB012", .error, "The bands of a criterion leave an answer out.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.scored.compactMap { criterion, question in
      let covered = ValueSet(criterion.bands.flatMap(\.values.ranges))
      let missing = covered.complement(in: question.domain.range)
      guard let value = missing.first else { return nil }
      return defect(
        criterion.place, "no band covers \(question.domain.text(missing)); add one",
        witness: subject.witness(question, value))
    }
  }
}

struct EvenCriterionCheck: KnowledgeCheck {
  let code = DefectCode("KB013", .error, "A criterion scores all styles alike.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.knowledge.criteria.filter { criterion in
      criterion.bands.allSatisfy { Set($0.scores.values).count == 1 }
    }.map {
      defect($0.place, "every band gives all styles the same, so it decides nothing; remove it")
    }
  }
}

struct SameBandsCheck: KnowledgeCheck {
  let code = DefectCode("KB014", .error, "Two bands of a criterion score alike.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.knowledge.criteria.flatMap { criterion in
      criterion.bands.indices.compactMap { later in
        let band = criterion.bands[later]
        return criterion.bands[..<later].first { $0.scores == band.scores }.map {
          defect(band.place, "it scores like the band of line \($0.place.line); join the two")
        }
      }
    }
  }
}

struct WeightlessCriterionCheck: KnowledgeCheck {
  let code = DefectCode("KB015", .error, "A criterion has no weight.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.knowledge.criteria.filter { $0.weight.nominal == 0 }.map {
      defect($0.place, "its nominal weight is 0, so it never counts; weigh it, or remove it")
    }
  }
}

extension CheckSubject {
  /// Each criterion with its question.
  var scored: [(criterion: Criterion, question: Question)] {
    knowledge.criteria.compactMap { criterion in
      knowledge.question(criterion.id).map { (criterion, $0) }
    }
  }
}
