internal import YAML

extension LabReader {
  /// What is done to the mesh, in order.
  func deeds(_ nodes: [Node]) -> [LabDeed] { limited(nodes).compactMap(deed) }

  private func deed(_ node: Node) -> LabDeed? {
    var fields = Fields(node, "something to do", complaints)
    let words = ["load", "fault", "clear"].filter { fields.has($0) }
    guard node.isMapping, words.count == 1 else {
      if node.isMapping { complaints.add(node.place, LabSentence.oneDeed) } else { fields.finish() }
      return nil
    }
    defer { fields.finish() }
    switch words[0] {
    case "load": return fields.required("load").flatMap { self.load($0) }
    case "clear":
      return fields.required("clear").flatMap { self.target($0) }.map { .clear(target: $0) }
    default: return fields.required("fault").flatMap { self.fault($0) }
    }
  }

  /// `none`, or what is to be asked for and how often.
  private func load(_ node: Node) -> LabDeed? {
    if node.text == "none" { return .endLoad }
    var fields = Fields(node, "a load, or 'none',", complaints)
    let rate = fields.required("rate").flatMap { number($0, in: LabLoad.rates) }
    let clients = fields.optional("clients").map { number($0, in: LabLoad.clientCounts) }
    let mix = fields.optional("mix")?.entries.compactMap(share) ?? []
    fields.finish()
    guard let rate, clients != .some(nil) else { return nil }
    return .load(LabLoad(rate: rate, clients: clients.flatMap(\.self) ?? 20, mix: mix))
  }

  private func share(_ entry: (key: Node, value: Node)) -> LabLoad.Share? {
    let weight = number(entry.value, in: 1...1000)
    guard let request = known(entry.key, vocabulary.requests), let weight else { return nil }
    return LabLoad.Share(request: request, weight: weight)
  }

  private func fault(_ node: Node) -> LabDeed? {
    var fields = Fields(node, "a fault", complaints)
    let target = fields.required("on").flatMap { self.target($0) }
    let seconds = fields.required("for").flatMap { self.seconds($0, in: LabFault.durations) }
    let effect = fields.required("effect").flatMap { self.effect($0) }
    fields.finish()
    guard let target, let seconds, let effect else { return nil }
    return .fault(LabFault(target: target, effect: effect, seconds: seconds))
  }

  /// `errors 100%`, `latency 300ms`, `hang`, `reset`, `down`, `crash`.
  private func effect(_ node: Node) -> LabFault.Effect? {
    let words = (node.text ?? "").split(separator: " ").map(String.init)
    let effect: LabFault.Effect? =
      switch (words.first, words.count) {
      case ("errors", 2): Self.amount(words[1], "%", in: 1...100).map { .errors($0) }
      case ("latency", 2): Self.amount(words[1], "ms", in: 1...60_000).map { .latency($0) }
      case ("hang", 1): .hang
      case ("reset", 1): .reset
      case ("down", 1): .down
      case ("crash", 1): .crash
      default: nil
      }
    if effect == nil {
      complaints.add(node.place, FieldSentence.expected(LabSentence.effects, node))
    }
    return effect
  }

  private static func amount(_ text: String, _ unit: String, in range: ClosedRange<Int>) -> Int? {
    guard text.hasSuffix(unit), let number = Int(text.dropLast(unit.count)) else { return nil }
    return range.contains(number) ? number : nil
  }

  /// A service, one of its instances, or an edge between two services.
  func target(_ node: Node) -> String? {
    guard let text = node.text(complaints) else { return nil }
    let services = text.split(separator: ":", omittingEmptySubsequences: false).map {
      Self.service(of: String($0), among: vocabulary.services)
    }
    guard (1...2).contains(services.count) else {
      complaints.add(node.place, FieldSentence.expected(LabSentence.targets, node))
      return nil
    }
    for service in services where !vocabulary.services.contains(service) {
      complaints.add(node.place, LabSentence.unknown(service, vocabulary.services))
      return nil
    }
    return text
  }

  /// `payment` for `payment-2`.
  private static func service(of text: String, among services: [String]) -> String {
    guard !services.contains(text), let dash = text.lastIndex(of: "-"),
      Int(text[text.index(after: dash)...]) != nil
    else { return text }
    return String(text[..<dash])
  }

  func known(_ node: Node, _ names: [String]) -> String? {
    guard let text = node.text(complaints) else { return nil }
    if names.contains(text) { return text }
    complaints.add(node.place, LabSentence.unknown(text, names))
    return nil
  }
}
