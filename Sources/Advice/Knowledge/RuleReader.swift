import YAML

/// Reads the conditional rules, each kind by one function.
struct RuleReader {
  let conditions: ConditionReader
  let complaints: Complaints

  init(_ vocabulary: Vocabulary, _ complaints: Complaints) {
    conditions = ConditionReader(vocabulary: vocabulary, complaints: complaints)
    self.complaints = complaints
  }

  func veto(_ document: Document) -> Veto? {
    var fields = Fields(document.root, "a veto", complaints)
    let rule = header("veto", &fields, needsWhen: true)
    let excludes = fields.styles("excludes")
    let because = fields.text("because")
    let remedy = fields.text("remedy")
    fields.finish()
    guard let rule, let because, let remedy else { return nil }
    if excludes.isEmpty { complaints.add(rule.place, KnowledgeSentence.noStyles) }
    if let ratio = rule.when?.atoms.first(where: { $0.per != nil }) {
      complaints.add(ratio.place, KnowledgeSentence.vetoWithRatio)
      return nil
    }
    return Veto(rule: rule, excludes: excludes, because: because, remedy: remedy)
  }

  func contradiction(_ document: Document) -> Contradiction? {
    var fields = Fields(document.root, "a contradiction", complaints)
    let rule = header("contradiction", &fields, needsWhen: true)
    let because = fields.text("because")
    fields.finish()
    guard let rule, let because else { return nil }
    let atoms = rule.when?.atoms ?? []
    // One limit, so that of any two cells it is enough to know whether some of their numbers fit.
    if let ratio = atoms.first(where: { $0.per != nil }), atoms.count > 1 || !isLimit(ratio) {
      complaints.add(ratio.place, KnowledgeSentence.mixedRatio)
      return nil
    }
    return Contradiction(rule: rule, because: because)
  }

  /// Whether a ratio has one end inside of all there are.
  private func isLimit(_ ratio: Atom) -> Bool {
    conditions.vocabulary.questions[ratio.question].map {
      Ratio.limits(ratio.values, $0.domain.range).count == 1
    } ?? false
  }

  func warning(_ document: Document) -> Warning? {
    var fields = Fields(document.root, "a warning", complaints)
    let title = fields.text("title")
    let styles = fields.has("styles") ? fields.styles("styles") : nil
    let levels = fields.list("levels").compactMap(level)
    let rule = header("warning", &fields, when: .any(levels.map(\.when)))
    fields.finish()
    guard let rule, let title, !levels.isEmpty else { return nil }
    return Warning(rule: rule, title: title, styles: styles, levels: levels)
  }

  private func level(_ node: Node) -> Warning.Level? {
    var fields = Fields(node, "a level", complaints)
    let severity: Warning.Severity? = fields.choice("severity")
    let when = fields.required("when").flatMap(conditions.read)
    let message = fields.text("message")
    fields.finish()
    guard let severity, let when, let message else { return nil }
    return Warning.Level(severity: severity, when: when, message: message)
  }

  func finding(_ document: Document) -> Finding? {
    var fields = Fields(document.root, "a finding", complaints)
    let rule = header("finding", &fields, needsWhen: true)
    let message = fields.text("message")
    fields.finish()
    guard let rule, let message else { return nil }
    return Finding(rule: rule, message: message)
  }

  func risk(_ document: Document) -> Risk? {
    var fields = Fields(document.root, "a risk", complaints)
    let rule = header("risk", &fields)
    let styles = fields.styles("styles")
    let severity: Warning.Severity? = fields.optional("severity").flatMap { $0.choice(complaints) }
    let message = fields.text("message")
    let mitigation = fields.text("mitigation")
    fields.finish()
    guard let rule, let message, let mitigation else { return nil }
    if styles.isEmpty { complaints.add(rule.place, KnowledgeSentence.noStyles) }
    return Risk(
      rule: rule, styles: styles, severity: severity ?? .medium, message: message,
      mitigation: mitigation)
  }

  func pattern(_ document: Document) -> Pattern? {
    var fields = Fields(document.root, "a pattern", complaints)
    let rule = header("pattern", &fields)
    let title = fields.text("title")
    let styles = fields.styles("styles")
    let group: Pattern.Group? = fields.choice("group")
    let what = fields.text("what")
    let useWhen = fields.text("use-when")
    let why = fields.text("why")
    let benefit = fields.text("benefit")
    let cost = fields.text("cost")
    let because = fields.text("because")
    let related = fields.texts("related")
    let seenAs = signs(&fields)
    let inTheShop = fields.optionalList("in-the-shop").compactMap(shopUse)
    fields.finish()
    guard let rule, let title, let group, let what, let useWhen, let why, let benefit, let cost,
      let because
    else { return nil }
    if styles.isEmpty { complaints.add(rule.place, KnowledgeSentence.noStyles) }
    return Pattern(
      rule: rule, title: title, styles: styles, group: group, what: what, useWhen: useWhen,
      why: why, benefit: benefit, cost: cost, because: because, related: related,
      seenAs: seenAs, inTheShop: inTheShop)
  }

  private func shopUse(_ node: Node) -> Pattern.ShopUse? {
    var fields = Fields(node, "a place in the shop", complaints)
    let at: ShopPart? = fields.choice("at")
    let text = fields.text("text")
    fields.finish()
    guard let at, let text else { return nil }
    return Pattern.ShopUse(at: at, text: text)
  }

  /// What in a mesh shows a pattern, each sign once.
  private func signs(_ fields: inout Fields) -> [MeshSign] {
    var signs: [MeshSign] = []
    for node in fields.optionalList("seen-as") {
      guard let sign: MeshSign = node.choice(complaints) else { continue }
      if signs.contains(sign) {
        complaints.add(node.place, KnowledgeSentence.repeatedSign(sign.rawValue))
      } else {
        signs.append(sign)
      }
    }
    return signs
  }

  func step(_ document: Document) -> Step? {
    var fields = Fields(document.root, "a step", complaints)
    let rule = header("step", &fields)
    let order = fields.integer("order")
    let to = fields.styles("to")
    let action = fields.text("do")
    let because = fields.text("because")
    fields.finish()
    guard let rule, let order, let action, let because else { return nil }
    if to.isEmpty { complaints.add(rule.place, KnowledgeSentence.noStyles) }
    return Step(rule: rule, order: order, to: to, action: action, because: because)
  }

  private func header(
    _ kind: String, _ fields: inout Fields, needsWhen: Bool = false, when given: Condition? = nil
  ) -> RuleHeader? {
    let id = fields.identifier(kind)
    var when = given
    var isUnread = false
    if given == nil {
      let node = needsWhen ? fields.required("when") : fields.optional("when")
      when = node.flatMap(conditions.read)
      // A condition that could not be read must not turn into "always".
      isUnread = when == nil && (node != nil || needsWhen)
    }
    let facts = fields.facts(conditions.vocabulary)
    let sources = fields.citations()
    let proof = fields.optional("proof")
    if isUnread { return nil }
    return id.map {
      RuleHeader(
        id: $0, when: when, facts: facts, sources: sources, proof: proof, place: fields.node.place)
    }
  }
}
