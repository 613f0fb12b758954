internal import HTTP

/// Every sentence about what a source did not answer.
enum FetchSentence {
  static func tooLarge(_ limit: Int) -> String {
    "its answer is larger than the limit of \(size(limit))"
  }

  static let roundIsOver = "there was no time left to ask it in this round"
  static let outOfMemory = "there is no memory to ask it"

  static func problem(_ problem: HTTPProblem, limit: Int) -> String {
    problem == .tooLarge ? tooLarge(limit) : problem.sentence
  }

  /// What to say beside a refusal when the token was kept back.
  static let keptToken =
    "it wants to know who asks, and the token is only sent over https or on this machine"

  private static func size(_ bytes: Int) -> String {
    bytes >= 1_000_000 ? "\(bytes / 1_000_000) MB" : "\(bytes) bytes"
  }
}
