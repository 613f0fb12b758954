public import YAML

/// What somebody answered to one question.
public struct Answer: Hashable, Sendable {
  /// What is known. A question without an answer is open.
  public enum Content: Hashable, Sendable {
    /// Some of the domain's values are still possible; one of them when the answer is exact.
    case values(ValueSet)
    /// The question makes no sense here. This is not the same as not knowing.
    case notApplicable(reason: String)
  }

  /// How somebody knows.
  public enum Source: String, CaseIterable, Sendable {
    case measured, documented, estimated, mesh
  }

  public var content: Content
  public var source: Source?
  public var note: String?
  /// Where it stands in its file, if it came from one.
  public var place: Place?

  public init(
    _ content: Content, source: Source? = nil, note: String? = nil, place: Place? = nil
  ) {
    self.content = content
    self.source = source
    self.note = note
    self.place = place
  }

  /// The still possible values, or nil when not applicable.
  public var values: ValueSet? {
    if case .values(let set) = content { return set }
    return nil
  }
}

/// A set of answers to judge.
public struct AnswerSheet: Sendable {
  public static let schema = "archadvisor.answers/1"

  public var system: String?
  /// By question; an open question has no entry.
  public var answers: [String: Answer]
  /// Weights by question that replace the knowledge base's own.
  public var weights: [String: Int]

  public init(
    system: String? = nil, answers: [String: Answer] = [:], weights: [String: Int] = [:]
  ) {
    self.system = system
    self.answers = answers
    self.weights = weights
  }
}

extension Question {
  /// An answer for people: `6`, `2 to 4`, `batch or stream`, `not applicable`, `unknown`.
  public func text(_ answer: Answer?) -> String {
    switch answer?.content {
    case nil: "unknown"
    case .notApplicable: "not applicable"
    case .values(let set): domain.text(set)
    }
  }
}
