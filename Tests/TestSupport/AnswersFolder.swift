/// The answers files in Tests/Answers, which tests, scripts and the README share.
public enum AnswersFolder {
  /// The absolute path of one of them.
  public static func path(_ name: String) throws -> String {
    try Tree.path("Tests/Answers/\(name)")
  }
}

/// The source tree the tests were built from.
public enum Tree {
  /// The absolute path of a file of the tree.
  ///
  /// - Throws: when there is no such file, so that a renamed one does not pass unseen.
  public static func path(_ name: String) throws -> String {
    let path = "\(top)/\(name)"
    guard exists(path) else { throw HarnessError("no such file in the tree: \(name)") }
    return path
  }

  /// The folder that holds Package.swift: two folders above this file's own.
  private static let top =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
}
