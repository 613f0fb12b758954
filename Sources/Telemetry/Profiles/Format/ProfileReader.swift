public import YAML

extension Profile {
  /// Reads a profile of the knowledge base.
  ///
  /// Who says so is the knowledge base's to read: `facts` and `sources` are only known here by name.
  ///
  /// - Parameter complaints: takes everything that is wrong with the file.
  /// - Returns: nil when too little could be read to read a page by.
  public init?(_ document: Document, _ complaints: Complaints) {
    let before = complaints.list.count
    var fields = Fields(document.root, "a profile", complaints)
    let id = fields.text("profile")
    let title = fields.text("title")
    _ = fields.optionalText("what")
    let form: Form? = fields.choice("reads")
    let pages = ProfileReader.pages(&fields)
    transport = fields.optionalText("protocol") ?? "http"
    let reader = ProfileReader(form: form ?? .metrics, pages: pages, complaints: complaints)
    service = fields.optional("speaker").flatMap(reader.naming)
    restart = fields.optional("restart").flatMap(reader.restart)
    signs = (fields.optional("signs").map(reader.texts) ?? []).compactMap(reader.seriesName)
    let parts = reader.parts(&fields)
    let trials = fields.optional("proof").map { ProfileTrialReader(reader).trials($0) } ?? []
    _ = (fields.optional("facts"), fields.optional("sources"))
    fields.finish()
    if parts.isEmpty, complaints.list.count == before {
      complaints.add(document.root.place, ProfileSentence.noParts)
    }
    guard let id, let title, let form, !parts.isEmpty else { return nil }
    self.id = id
    self.title = title
    self.form = form
    self.pages = pages.compactMap(\.text)
    self.parts = parts
    self.trials = trials
    place = document.root.place
  }
}

/// Reads the pieces of a profile.
struct ProfileReader {
  let form: Profile.Form
  let pages: [Node]
  let complaints: Complaints

  static func pages(_ fields: inout Fields) -> [Node] {
    let complaints = fields.complaints
    return fields.list("pages").filter { node in
      guard let page = node.text(complaints) else { return false }
      if page.hasPrefix("/"), page.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return true }
      complaints.add(node.place, ProfileSentence.badPage)
      return false
    }
  }

  func parts(_ fields: inout Fields) -> [Part] {
    let reader = PartReader(reader: self)
    return fields.optionalList("calls").compactMap(reader.calls)
      + fields.optionalList("served").compactMap(reader.served)
      + fields.optionalList("breakers").compactMap(reader.breakers)
      + fields.optionalList("instances").compactMap(reader.instances)
  }

  func restart(_ node: Node) -> RestartKey? {
    if !node.isMapping {
      let names = texts(node).compactMap(form == .metrics ? seriesName : path)
      return RestartKey(names: names, uptime: nil, page: nil)
    }
    var fields = Fields(node, "a restart key", complaints)
    let names = fields.required("identity").map(texts) ?? []
    let uptime = fields.optional("uptime")
    let page = self.page(&fields)
    fields.finish()
    if form == .metrics {
      complaints.add(node.place, ProfileSentence.notFor("identity", form))
    }
    return RestartKey(names: names, uptime: uptime?.text(complaints), page: page)
  }

  /// The page that is meant, of those the profile asks.
  func page(_ fields: inout Fields) -> String? {
    guard let node = fields.optional("page"), let page = node.text(complaints) else { return nil }
    let known = pages.compactMap(\.text)
    if !known.contains(page) {
      complaints.add(node.place, ProfileSentence.unknownPage(page, known))
    }
    return page
  }

  /// A label or a path by itself, a list of them, or a mapping with more.
  func naming(_ node: Node) -> Naming? {
    guard node.isMapping else {
      let fields = fieldNames(node)
      return fields.isEmpty ? nil : Naming(fields: fields, unknown: [], after: nil, until: nil)
    }
    var fields = Fields(node, "a name", complaints)
    let names = fields.required(form == .metrics ? "label" : "path").map(fieldNames) ?? []
    let unknown = fields.optional("unknown").map(texts) ?? []
    let after = fields.optionalText("after")
    let until = fields.optional("until")
    fields.finish()
    let end = until?.text(complaints)?.utf8
    if let until, end?.count != 1 || end?.first.map({ $0 >= 0x80 }) == true {
      complaints.add(until.place, ProfileSentence.badEnd)
    }
    if names.isEmpty { return nil }
    return Naming(fields: names, unknown: unknown, after: after, until: end?.first)
  }

  /// One text, or a list of them.
  func texts(_ node: Node) -> [String] {
    guard node.isSequence else { return [node.text(complaints)].compactMap { $0 } }
    if node.items.isEmpty { complaints.add(node.place, ProfileSentence.emptyNames) }
    return node.items.compactMap { $0.text(complaints) }
  }

  func fieldNames(_ node: Node) -> [String] {
    let nodes = node.isSequence ? node.items : [node]
    if nodes.isEmpty { complaints.add(node.place, ProfileSentence.emptyNames) }
    return nodes.compactMap(fieldName)
  }

  /// The name of a label, or a path.
  func fieldName(_ node: Node) -> String? {
    guard let name = node.text(complaints) else { return nil }
    if form == .json {
      if JSONPath(name) != nil { return name }
      complaints.add(node.place, ProfileSentence.noPath(name))
    } else {
      if Self.isName(name, colons: false) { return name }
      complaints.add(node.place, ProfileSentence.noLabel(name))
    }
    return nil
  }

  /// The name of a series, or a path.
  func readingName(_ node: Node) -> String? {
    form == .json ? fieldName(node) : node.text(complaints).flatMap { seriesName($0, node.place) }
  }

  private func seriesName(_ name: String, _ place: Place) -> String? {
    if Self.isName(name, colons: true) { return name }
    complaints.add(place, ProfileSentence.noSeries(name))
    return nil
  }

  func seriesName(_ name: String) -> String? { Self.isName(name, colons: true) ? name : nil }
  private func path(_ name: String) -> String? { JSONPath(name)?.text }

  private static func isName(_ name: String, colons: Bool) -> Bool {
    guard let first = name.utf8.first, first &- 0x30 >= 10 else { return false }
    return name.utf8.allSatisfy { byte in
      (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
        || colons && byte == UInt8(ascii: ":")
    }
  }
}
