import YAML

extension AnswerSheet {
  /// The sheet as an answers file; reading it gives the same sheet back.
  ///
  /// Questions stand in the order of the interview, open ones are left out.
  public func text(_ knowledge: KnowledgeBase) -> String {
    var lines = ["schema: \(Self.schema)"]
    if let system { lines.append("system: \(Self.quoted(system))") }
    let answered = knowledge.questions.compactMap { question in
      answers[question.id].map { "  \(question.id): \(Self.value($0, question.domain))" }
    }
    lines += answered.isEmpty ? ["answers: {}"] : ["answers:"] + answered
    let weighted = knowledge.questions.compactMap { question in
      weights[question.id].map { "  \(question.id): \($0)" }
    }
    if !weighted.isEmpty { lines += ["weights:"] + weighted }
    return lines.map { "\($0)\n" }.joined()
  }

  private static func value(_ answer: Answer, _ domain: Domain) -> String {
    var fields: [String]
    switch answer.content {
    case .notApplicable(let reason): fields = ["not-applicable: \(quoted(reason))"]
    case .values(let set): fields = ["value: \(value(set, domain))"]
    }
    if let source = answer.source { fields.append("source: \(source.rawValue)") }
    if let note = answer.note { fields.append("note: \(quoted(note))") }
    if fields.count == 1, let single = answer.values?.single { return domain.text(single) }
    return "{\(fields.joined(separator: ", "))}"
  }

  private static func value(_ set: ValueSet, _ domain: Domain) -> String {
    if let single = set.single { return domain.text(single) }
    // Numbers are written as one range, so a set with a hole is written as the range around it.
    let values =
      domain.isWords ? set.ranges.flatMap(Array.init) : [set.first, set.last].compactMap { $0 }
    return "[\(values.map { domain.text($0) }.joined(separator: ", "))]"
  }

  /// A text in double quotes, everything that could steer a terminal escaped.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.steersTerminal: result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
