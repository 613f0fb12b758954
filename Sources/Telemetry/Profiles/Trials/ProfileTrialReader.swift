import MeshModel
import YAML

/// Reads the trials of a profile.
struct ProfileTrialReader {
  private let reader: ProfileReader
  private var complaints: Complaints { reader.complaints }

  init(_ reader: ProfileReader) { self.reader = reader }

  func trials(_ node: Node) -> [ProfileTrial] {
    node.list(complaints).compactMap(trial)
  }

  private func trial(_ node: Node) -> ProfileTrial? {
    var fields = Fields(node, "a trial", complaints)
    let speaker = fields.optionalText("speaker")
    let known = reader.pages.compactMap(\.text)
    let page = fields.optional("page")?.text(complaints)
    let pages = fields.optional("pages")?.entries.compactMap { key, value in
      pair(key, value, known)
    }
    let expected = fields.required("gives").map { facts($0, speaker ?? "page") }
    fields.finish()
    let all = page.map { [(path: known.first ?? "/", text: $0)] } ?? pages ?? []
    if all.isEmpty { complaints.add(node.place, FieldSentence.expected("'page' or 'pages'", node)) }
    guard let expected, !all.isEmpty else { return nil }
    return ProfileTrial(place: node.place, speaker: speaker, pages: all, expected: expected)
  }

  private func pair(_ key: Node, _ value: Node, _ known: [String]) -> (path: String, text: String)?
  {
    guard let path = key.text(complaints), let text = value.text(complaints) else { return nil }
    if !known.contains(path) {
      complaints.add(key.place, ProfileSentence.unknownPage(path, known))
    }
    return (path, text)
  }

  private func facts(_ node: Node, _ speaker: String) -> [ReportFact] {
    var fields = Fields(node, "what a page gives", complaints)
    let counts = CountWord.allCases.map(\.rawValue)
    let traffic = counts + ["latency", "latency-mean", "latency-median", "in-flight"]
    let calls = fields.optionalList("calls").map { node in
      fact(node, .calls, [("from", speaker), ("to", nil)], traffic)
    }
    let served = fields.optionalList("served").map { node in
      fact(node, .served, [("service", speaker)], traffic)
    }
    let breakers = fields.optionalList("breakers").map { node in
      fact(
        node, .breakers, [("kind", nil), ("from", speaker), ("to", nil), ("instance", nil)],
        ["state", "trips", "reached", "limit", "says"])
    }
    let instances = fields.optionalList("instances").map { node in
      fact(node, .instances, [("service", nil), ("instance", nil)], ["health"])
    }
    let restarts = fields.optionalList("restart").map { node in
      fact(node, .restart, [("service", speaker)], ["identity"])
    }
    fields.finish()
    return calls + served + breakers + instances + restarts
  }

  /// - Parameter names: the keys that name the subject, with what is meant when they are left out.
  private func fact(
    _ node: Node, _ kind: ReportFact.Kind, _ names: [(key: String, standard: String?)],
    _ keys: [String]
  ) -> ReportFact {
    var fields = Fields(node, "a figure", complaints)
    let subject = names.compactMap { fields.optionalText($0.key) ?? $0.standard }
    var figures: [String: String] = [:]
    for key in keys { figures[key] = fields.optionalText(key) }
    fields.finish()
    return ReportFact(
      subject: ([kind.rawValue] + subject).joined(separator: " "), figures: figures)
  }
}
