/// A place in a file, counted from one.
public struct Place: Hashable, Sendable {
  public let file: String
  public let line: Int
  public let column: Int

  public init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// A complaint about a file: where, how bad, and what to do about it.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Severity: String, Sendable {
    case error
    case warning
  }

  public let place: Place
  public let severity: Severity
  /// Says what is wrong, then what was expected or what to do.
  public let message: String

  public init(_ place: Place, _ message: String, severity: Severity = .error) {
    self.place = place
    self.message = message
    self.severity = severity
  }

  /// `FILE:LINE:COLUMN: error: message`, free of control characters whatever the file held.
  public var description: String {
    let text = "\(place.file):\(place.line):\(place.column): \(severity.rawValue): \(message)"
    return text.printable
  }
}
