extension Style {
  /// Its name inside a sentence, the same on screens, in reports and in what commands say; files and
  /// options take the id.
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

  /// What stands for the name where there is no room for it, six columns at most.
  public var shortName: String {
    switch self {
    case .monolith: "mono"
    case .modularMonolith: "modul"
    case .services: "coarse"
    case .microservices: "micro"
    case .serverless: "s'less"
    }
  }
}
