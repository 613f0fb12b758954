public import Advice

/// The answers as they are being given, with the way back.
public struct Interview: Sendable {
  /// How many changes can be taken back.
  static let longestPast = 500

  /// The answers now.
  public private(set) var sheet: AnswerSheet
  /// The file they belong to.
  public private(set) var path: String?
  /// The answers in that file, or those at the beginning when there is none yet.
  private(set) var saved: AnswerSheet
  private var past: [AnswerSheet] = []
  private var future: [AnswerSheet] = []

  /// Starts with answers, as read from a file or none.
  public init(_ sheet: AnswerSheet, path: String?) {
    self.sheet = sheet
    self.path = path
    saved = sheet
  }

  /// Whether something would be lost by leaving now.
  public var hasUnsavedChanges: Bool { !sheet.says(the: saved) }
  var canUndo: Bool { !past.isEmpty }
  var canRedo: Bool { !future.isEmpty }

  /// Answers a question, or opens it again with nil; false when that changes nothing.
  mutating func answer(_ question: String, _ content: Answer.Content?) -> Bool {
    guard sheet.answers[question]?.content != content else { return false }
    // Note and source speak of the old value, so they go with it.
    var next = sheet
    next.answers[question] = content.map { Answer($0) }
    change(to: next)
    return true
  }

  /// Weighs a question's criterion, or leaves that to the knowledge base again with nil.
  mutating func weigh(_ question: String, _ weight: Int?) -> Bool {
    guard sheet.weights[question] != weight else { return false }
    var next = sheet
    next.weights[question] = weight
    change(to: next)
    return true
  }

  private mutating func change(to next: AnswerSheet) {
    past.append(sheet)
    if past.count > Self.longestPast { past.removeFirst() }
    future = []
    sheet = next
  }

  /// Takes the last change back and names the question it was about.
  mutating func undo() -> String? {
    guard let last = past.popLast() else { return nil }
    future.append(sheet)
    defer { sheet = last }
    return last.firstDifference(from: sheet)
  }

  /// Makes a change again and names the question it is about.
  mutating func redo() -> String? {
    guard let next = future.popLast() else { return nil }
    past.append(sheet)
    defer { sheet = next }
    return next.firstDifference(from: sheet)
  }

  /// The answers were written.
  mutating func markSaved(_ sheet: AnswerSheet, path: String) {
    saved = sheet
    self.path = path
  }
}

extension AnswerSheet {
  /// Whether both say the same, wherever they stand in a file.
  func says(the other: AnswerSheet) -> Bool {
    system == other.system && firstDifference(from: other) == nil
  }

  /// The first question, by name, that two sheets answer or weigh differently.
  func firstDifference(from other: AnswerSheet) -> String? {
    let all = Set(answers.keys).union(other.answers.keys).union(weights.keys)
      .union(other.weights.keys)
    return all.sorted().first { question in
      let mine = answers[question]
      let theirs = other.answers[question]
      return mine?.content != theirs?.content || mine?.source != theirs?.source
        || mine?.note != theirs?.note || weights[question] != other.weights[question]
    }
  }
}
