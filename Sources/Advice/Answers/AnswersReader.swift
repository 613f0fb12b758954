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
    guard node.isMapping else {
      complaints.add(node.place, sentence)
      return [:]
    }
    var result: [String: Value] = [:]
    for (key, value) in node.entries {
      let id = key.text ?? ""
      guard let question = knowledge.question(id) else {
        complaints.add(
          key.place, AnswersSentence.unknownQuestion(id, knowledge.questions.map(\.id)))
        continue
      }
      result[id] = read(question, value)
    }
    return result
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
    let notApplicable = fields.optional("not-applicable")
    let value = fields.optional("value")
    let source: Answer.Source? = fields.optional("source").flatMap { $0.choice(complaints) }
    let note = fields.optionalText("note")
    fields.finish()
    switch (value, notApplicable) {
    case (let value?, nil):
      let set = value.isSequence ? several(value, question) : scalar(value, question)
      return set.map { Answer(.values($0), source: source, note: note, place: value.place) }
    case (nil, let reason?):
      guard let text = reason.text(complaints) else { return nil }
      return Answer(
        .notApplicable(reason: text), source: source, note: note, place: reason.place)
    default:
      complaints.add(node.place, AnswersSentence.valueOrNotApplicable)
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
