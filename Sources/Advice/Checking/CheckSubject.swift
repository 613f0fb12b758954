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
    let grids = model.space.grids + model.space.ratios.map(\.grid)
    if grids.contains(where: \.isCutShort) { return .files }
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

  /// A consistent complete assignment inside a box and outside of others, ratios included.
  func completion(in boxes: [Box], avoiding others: [Box] = []) -> [UInt8]? {
    let wide = model.wide([:])
    let avoided = model.wideForbidden + wide.links + others
    return boxes.lazy.compactMap { box in
      box.restrict(wide.state).flatMap { Avoidance.completion($0, avoided) }
    }.first
  }

  /// An answers file with the answers of a complete assignment to some questions, or to all.
  func witness(_ cells: [UInt8], to questions: Set<Int>? = nil) -> String {
    var sheet = AnswerSheet()
    let numbers = model.numbers(cells)
    for (index, question) in model.questions.enumerated() {
      guard questions?.contains(index) ?? true else { continue }
      let value = numbers[index]
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
    let flat = others.flatMap { model.space.flat($0, isCertain: true) }
    var search = WinnerSearch(model, table, style, avoiding: flat)
    let found =
      known[style]?.lazy.map { Self.moved($0, into: state) }.first(where: search.wins)
      ?? search.completion(state)
    if let found { known[style, default: []].append(found) }
    return found
  }

  /// Whether the style is recommended somewhere inside a union of boxes.
  func wins(_ style: Style, inside boxes: [Box]) -> Bool {
    boxes.flatMap { model.space.flat($0, isCertain: false) }.contains { box in
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
  /// The questions that boxes speak of, those of ratios included.
  func questions(of boxes: [Box]) -> Set<Int> {
    Set(
      boxes.flatMap { $0.sides.map(\.question) }.flatMap { dimension in
        dimension < space.grids.count
          ? [dimension]
          : [space.ratios[dimension - space.grids.count]].flatMap { [$0.upper, $0.lower] }
      })
  }

  /// A value of every question out of the cells of a complete assignment: the lowest, and where rules
  /// compare two, numbers with the ratio that is assigned, or one that contradicts nothing.
  func numbers(_ cells: [UInt8]) -> [Int] {
    func values(_ question: Int) -> ValueSet {
      ValueSet(space.grids[question].cells[Int(cells[question])])
    }
    var result = questions.indices.map { space.grids[$0].cells[Int(cells[$0])].lowerBound }
    for (place, ratio) in space.ratios.enumerated() {
      let dimension = space.grids.count + place
      let allowed =
        dimension < cells.count
        ? [Int(cells[dimension])] : allowedRatios(place).cells
      let found = allowed.lazy.compactMap {
        ratio.numbers($0, values(ratio.upper), values(ratio.lower))
      }.first
      guard let found else { continue }
      result[ratio.upper] = found.upper
      result[ratio.lower] = found.lower
    }
    return result
  }

  /// The boxes of a condition; one without sides, which holds everything, for a condition left out.
  func boxes(_ condition: Condition?) -> [Box] {
    condition?.boxes(space) ?? [Box(sides: [])]
  }
}
