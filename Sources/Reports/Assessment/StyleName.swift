public import Advice

extension Style {
  /// Its name inside a sentence.
  public var phrase: String {
    switch self {
    case .monolith: "monolith"
    case .modularMonolith: "modular monolith"
    case .services: "coarse services"
    case .microservices: "microservices"
    case .serverless: "serverless"
    }
  }

  /// Its name at the beginning of a line.
  public var title: String { phrase.prefix(1).uppercased() + phrase.dropFirst() }
}
