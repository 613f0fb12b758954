public import MeshModel

/// A question to a source. There is nothing here that could change what it asks.
public enum SourceRequest: Sendable, Hashable {
  /// GET of an absolute http or https address.
  case get(url: String)
  /// GET of a path, over a unix socket.
  case getUnix(socket: String, path: String)
  /// One line to a unix stream socket; the answer is everything until the other side closes.
  case line(socket: String, line: String)
}

/// What came back.
public struct SourceAnswer: Sendable {
  /// What a server said, or why it said nothing.
  public enum Outcome: Sendable {
    /// A complete answer. For a line the status is 200.
    case answered(status: Int, body: [UInt8])
    /// A sentence such as `connection refused`.
    case failed(String)
  }

  public let outcome: Outcome
  /// When it was complete; of counters, the moment for which they hold.
  public let at: ClockReading

  public init(_ outcome: Outcome, at: ClockReading) {
    self.outcome = outcome
    self.at = at
  }

  /// The body of an answer with a status from 200 to 299.
  public var body: [UInt8]? {
    guard case .answered(200..<300, let body) = outcome else { return nil }
    return body
  }

  /// Why there is no such body.
  public var problem: String? {
    switch outcome {
    case .answered(200..<300, _): nil
    case .answered(let status, _): "it answers with status \(status)"
    case .failed(let sentence): sentence
    }
  }
}
