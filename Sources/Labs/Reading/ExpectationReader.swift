internal import Filter
internal import MeshModel
internal import YAML

extension LabReader {
  /// `{says: …, edge: order:payment, where: breaker = open}`; `service` and `event` in the place of
  /// `edge`.
  func expectation(_ node: Node) -> LabExpectation? {
    var fields = Fields(node, "an expectation", complaints)
    let words = ["service", "edge", "event"].filter { fields.has($0) }
    let says = fields.text("says")
    let condition = fields.required("where")
    let subject = words.first.flatMap { fields.optional($0) }
    for word in words.dropFirst() { _ = fields.optional(word) }
    fields.finish()
    guard node.isMapping else { return nil }
    guard words.count == 1, let subject else {
      complaints.add(node.place, LabSentence.oneSubject)
      return nil
    }
    guard let name = target(subject), let says, let condition else { return nil }
    return test(words[0], name, subject, condition).map { LabExpectation(says: says, test: $0) }
  }

  private func test(
    _ word: String, _ name: String, _ subject: Node, _ condition: Node
  ) -> LabExpectation.Test? {
    switch word {
    case "service": return filter(condition, ServiceRow.fields).map { .service(name, $0) }
    case "event": return filter(condition, MeshEvent.fields).map { .event(name, $0) }
    default:
      let sides = name.split(separator: ":").map(String.init)
      guard sides.count == 2 else {
        complaints.add(subject.place, LabSentence.notAnEdge(name))
        return nil
      }
      return filter(condition, EdgeRow.fields).map { .edge(from: sides[0], to: sides[1], $0) }
    }
  }

  private func filter<Row>(_ node: Node, _ table: FieldTable<Row>) -> Filter<Row>? {
    guard let text = node.text(complaints) else { return nil }
    do throws(FilterProblem) {
      return try Filter(text, table)
    } catch {
      let quote = node.isPlain ? 0 : 1
      let place = Place(
        file: node.place.file, line: node.place.line,
        column: node.place.column + quote + error.place.lowerBound)
      complaints.add(place, error.sentence)
      return nil
    }
  }
}
