public import YAML

extension AnswerSheet {
  /// Reads an answers file.
  ///
  /// - Parameter complaints: takes everything that is wrong; a sheet read with complaints must not
  ///   be judged.
  public static func read(
    _ document: Document, _ knowledge: KnowledgeBase, _ complaints: Complaints
  ) -> AnswerSheet {
    var fields = Fields(document.root, "an answers file", complaints)
    if let schema = fields.required("schema"), schema.text != AnswerSheet.schema {
      complaints.add(schema.place, AnswersSentence.wrongSchema(schema))
    }
    let system = fields.optionalText("system")
    let reader = AnswersReader(knowledge: knowledge, complaints: complaints)
    let answers = fields.required("answers").map(reader.answers) ?? [:]
    let weights = fields.optional("weights").map(reader.weights) ?? [:]
    fields.finish()
    return AnswerSheet(system: system, answers: answers, weights: weights)
  }
}

/// Reads the parts of an answers file; also used for the answers inside proofs, cases, examples.
struct AnswersReader {
  let knowledge: KnowledgeBase
  let complaints: Complaints

  func answers(_ node: Node) -> [String: Answer] {
    each(node, AnswersSentence.answersAreMapping) { question, value in
      answer(value, question)
    }
  }

  func weights(_ node: Node) -> [String: Int] {
    each(node, AnswersSentence.weightsAreMapping) { question, value in
      guard let weight = value.wholeNumber, (0...Criterion.weightLimit).contains(weight) else {
        complaints.add(value.place, AnswersSentence.badWeight(value))
        return nil
      }
      if knowledge.criterion(question.id) == nil {
        complaints.add(value.place, AnswersSentence.noCriterion(question.id))
      }
      return weight
    }
  }

  private func each<Value>(
    _ node: Node, _ sentence: String, _ read: (Question, Node) -> Value?
  ) -> [String: Value] {
    let pairs = inOrder(node, sentence) { question, node in
      read(question, node).map { (question.id, $0) }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// What `read` makes of each question of a mapping, in the order of the file.
  ///
  /// - Parameter sentence: the complaint about something that is no mapping.
  func inOrder<Value>(
    _ node: Node, _ sentence: String, _ read: (Question, Node) -> Value?
  ) -> [Value] {
    guard node.isMapping else {
      complaints.add(node.place, sentence)
      return []
    }
    return node.entries.compactMap { key, value in
      let id = key.text ?? ""
      if let question = knowledge.question(id) { return read(question, value) }
      complaints.add(
        key.place, AnswersSentence.unknownQuestion(id, knowledge.questions.map(\.id)))
      return nil
    }
  }

  /// An answer; nil when the question stays open or the answer cannot be read.
  func answer(_ node: Node, _ question: Question) -> Answer? {
    if node.isScalar {
      return scalar(node, question).map { Answer(.values($0), place: node.place) }
    }
    guard node.isMapping else {
      complaints.add(node.place, AnswersSentence.expectedAnswer(question, node))
      return nil
    }
    var fields = Fields(node, "an answer", complaints)
    var answer = known(&fields, question)
    let source: Answer.Source? = fields.optional("source").flatMap { $0.choice(complaints) }
    let note = fields.optionalText("note")
    fields.finish()
    answer?.source = source
    answer?.note = note
    return answer
  }

  /// What is known of a question, out of a mapping with `value` or `not-applicable`; its other
  /// fields are the caller's.
  func known(_ fields: inout Fields, _ question: Question) -> Answer? {
    let notApplicable = fields.optional("not-applicable")
    let value = fields.optional("value")
    switch (value, notApplicable) {
    case (let value?, nil):
      let set = value.isSequence ? several(value, question) : scalar(value, question)
      return set.map { Answer(.values($0), place: value.place) }
    case (nil, let reason?):
      return reason.text(complaints).map {
        Answer(.notApplicable(reason: $0), place: reason.place)
      }
    default:
      complaints.add(fields.node.place, AnswersSentence.valueOrNotApplicable)
      return nil
    }
  }

  /// One value, or nil for `unknown`.
  private func scalar(_ node: Node, _ question: Question) -> ValueSet? {
    if node.text == "unknown" { return nil }
    return value(node, question).map { ValueSet($0...$0) }
  }

  private func value(_ node: Node, _ question: Question) -> Int? {
    let mayBeQuoted = question.domain.isWords
    if let text = node.text, node.isPlain || mayBeQuoted,
      let value = question.domain.value(text)
    {
      return value
    }
    complaints.add(node.place, AnswersSentence.expectedValue(question, node))
    return nil
  }

  /// A range of numbers or a set of words. One that rules nothing out leaves the question open.
  private func several(_ node: Node, _ question: Question) -> ValueSet? {
    let values = node.items.compactMap { value($0, question) }
    guard values.count == node.items.count else { return nil }
    let set: ValueSet
    if question.domain.isWords {
      guard !values.isEmpty, Set(values).count == values.count else {
        complaints.add(node.place, AnswersSentence.badSet)
        return nil
      }
      set = ValueSet(values: values)
    } else {
      guard values.count == 2 else {
        complaints.add(node.place, AnswersSentence.badRange)
        return nil
      }
      guard values[0] <= values[1] else {
        complaints.add(node.place, AnswersSentence.upsideDown(node))
        return nil
      }
      set = ValueSet(values[0]...values[1])
    }
    return set == ValueSet(question.domain.range) ? nil : set
  }
}
