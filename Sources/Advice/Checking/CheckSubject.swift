import YAML

/// A library made ready for the checks.
struct CheckSubject {
  let library: Library
  let today: Day
  let model: DecisionModel
  let winners: WinnerFinder
  /// The entries that refer to each fact.
  let factUsers: [String: [Entry]]

  init(_ library: Library, today: Day) {
    self.library = library
    self.today = today
    model = DecisionModel(library.knowledge, besides: library.handbook.matrix.map(\.when))
    winners = WinnerFinder(model)
    factUsers = library.factUsers
  }

  var knowledge: KnowledgeBase { library.knowledge }

  /// What is in order, so that checks that need no more can run.
  var allows: CheckNeed {
    if !library.complaints.isEmpty { return .nothing }
    // What the cells cannot tell apart, nothing exact can be said about.
    if model.space.grids.contains(where: \.isCutShort) { return .files }
    let isConsistent = Avoidance.completion(model.space.open, model.forbidden) != nil
    return isConsistent ? .answers : .files
  }

  /// The file of an entry; the manifest when there is none.
  func place(_ kind: EntryKind, _ id: String) -> Place {
    library.entries.first { $0.kind == kind && $0.id == id }?.place ?? manifest
  }

  /// Where something is told that no file is to blame for alone.
  var manifest: Place {
    let file = library.entries.first?.place.file ?? ""
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return Place(file: (folder + ["knowledge.yaml"]).joined(separator: "/"))
  }

  /// A consistent complete assignment inside a box and outside of others.
  func completion(in boxes: [Box], avoiding others: [Box] = []) -> [UInt8]? {
    boxes.lazy.compactMap { box in
      box.restrict(model.space.open).flatMap {
        Avoidance.completion($0, model.forbidden + others)
      }
    }.first
  }

  /// An answers file with the answers of a complete assignment to some questions, or to all.
  func witness(_ cells: [UInt8], to questions: Set<Int>? = nil) -> String {
    var sheet = AnswerSheet()
    for (index, question) in model.questions.enumerated() {
      guard questions?.contains(index) ?? true else { continue }
      let value = model.space.grids[index].cells[Int(cells[index])].lowerBound
      sheet.answers[question.id] = Answer(.values(ValueSet(value...value)))
    }
    return sheet.text(knowledge)
  }

  /// An answers file with one answer.
  func witness(_ question: Question, _ value: Int) -> String {
    AnswerSheet(answers: [question.id: Answer(.values(ValueSet(value...value)))]).text(knowledge)
  }
}

/// Finds completions in which a style is recommended, and remembers them: most searches succeed
/// with a small change of an earlier result.
final class WinnerFinder {
  private let model: DecisionModel
  private let table: ScoreTable
  private var known: [Style: [[UInt8]]] = [:]

  init(_ model: DecisionModel) {
    self.model = model
    table = model.table
  }

  /// A consistent complete assignment of a state in which the style is recommended.
  ///
  /// - Parameter others: boxes it has to stay out of.
  func completion(_ style: Style, in state: State, avoiding others: [Box] = []) -> [UInt8]? {
    var search = WinnerSearch(model, table, style, avoiding: others)
    let found =
      known[style]?.lazy.map { Self.moved($0, into: state) }.first(where: search.wins)
      ?? search.completion(state)
    if let found { known[style, default: []].append(found) }
    return found
  }

  /// Whether the style is recommended somewhere inside a union of boxes.
  func wins(_ style: Style, inside boxes: [Box]) -> Bool {
    boxes.contains { box in
      box.restrict(model.space.open).flatMap { completion(style, in: $0) } != nil
    }
  }

  /// The assignment with every cell outside the state replaced by one inside.
  private static func moved(_ cells: [UInt8], into state: State) -> [UInt8] {
    zip(cells, state.masks).map { cell, mask in
      mask.contains(Int(cell)) ? cell : UInt8(mask.lowest)
    }
  }
}

extension DecisionModel {
  /// The boxes of a condition; one without sides, which holds everything, for a condition left out.
  func boxes(_ condition: Condition?) -> [Box] {
    condition?.boxes(space) ?? [Box(sides: [])]
  }
}
