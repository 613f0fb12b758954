internal import YAML

/// Every sentence about a lab that cannot be read.
enum LabSentence {
  static let noSteps = "the lab has no steps; it needs at least one"
  static let emptyCheck = "a check that expects nothing always passes; say what has to hold"
  static let oneDeed = "expected one of load, fault and clear, and only one at a time"
  static let oneSubject = "expected one of service, edge and event, and only one at a time"
  static let effects =
    "an effect such as 'errors 100%', 'latency 300ms', hang, reset, down or crash"
  static let targets = "a service (payment), an instance (payment-2) or an edge (order:payment)"

  static func repeatedStep(_ id: String) -> String {
    "the lab has a step '\(id)' already; give this one a name of its own"
  }

  static func tooLong(_ limit: Int) -> String { "a list of a lab has at most \(limit) items" }

  static func notAnEdge(_ name: String) -> String {
    "expected the two sides of an edge, as in order:payment, found '\(name.prefix(60))'"
  }

  static func unknown(_ name: String, _ known: [String]) -> String {
    let hint = NearestName.hint(name, in: known)
    let end = hint.isEmpty ? "; it is one of \(known.joined(separator: ", "))" : hint
    return "there is no '\(name.prefix(60))' in the mesh\(end)"
  }
}
