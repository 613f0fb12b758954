import YAML

/// Looks for one kind of mistake in the knowledge base.
protocol KnowledgeCheck: Sendable {
  var code: DefectCode { get }
  var needs: CheckNeed { get }
  func defects(in subject: CheckSubject) -> [Defect]
}

/// What must be in order before a check says something sensible.
enum CheckNeed: Comparable {
  case nothing
  /// Every file could be read: it speaks of what is missing.
  case files
  /// There are also answers that contradict nothing: it speaks of what answers can lead to.
  case answers
}

extension KnowledgeCheck {
  var needs: CheckNeed { .files }

  func defect(_ place: Place, _ message: String, witness: String? = nil) -> Defect {
    Defect(code, place, message, witness: witness)
  }
}

/// All checks there are.
public enum KnowledgeChecks {
  /// To add a check, write it in a file of its own and name it here.
  static let all: [any KnowledgeCheck] = [
    FormatCheck(), DuplicateIDCheck(), UnknownSourceCheck(), UnknownPatternCheck(),
    UnknownWarningCheck(), SameOrderCheck(), UndescribedStyleCheck(), StrayFolderCheck(),
    UnknownLabPatternCheck(),
    UnusedQuestionCheck(), OverlappingBandsCheck(), MissingBandCheck(), EvenCriterionCheck(),
    SameBandsCheck(), WeightlessCriterionCheck(), TooManyNumbersCheck(), WrongSideCheck(),
    UnarguedBandCheck(), BothSidesCheck(),
    NeverWinningStyleCheck(), NeverFiringRuleCheck(), NeverTrueLevelCheck(), ShadowedLevelCheck(),
    NeverReportedCheck(), NoStyleLeftCheck(), ForbiddenQuestionCheck(), ForbiddenAnswerCheck(),
    CoveredContradictionCheck(), SharedRatioCheck(),
    MissingSourceCheck(), UnusedSourceCheck(), ExpiredFactCheck(), UnusedFactCheck(),
    NoteFirstCheck(),
    MissingProofCheck(), FailingProofCheck(), EmptyExampleCheck(),
    UncarriedLineCheck(), NeverTrueLineCheck(), MissingStepCheck(), UnsolvedStepCheck(),
  ]

  /// The codes of all checks.
  public static var codes: [DefectCode] { all.map(\.code) }

  /// Everything that is wrong with a library, file by file.
  ///
  /// - Parameter today: facts that expire by this day are told.
  public static func run(_ library: Library, today: Day) -> [Defect] {
    let subject = CheckSubject(library, today: today)
    return all.filter { $0.needs <= subject.allows }.flatMap { $0.defects(in: subject) }.sorted(
      by: isBefore)
  }

  private static func isBefore(_ left: Defect, _ right: Defect) -> Bool {
    func key(_ defect: Defect) -> (String, Int, Int, String) {
      (defect.place.file, defect.place.line, defect.place.column, defect.code.id)
    }
    return key(left) < key(right)
  }
}
