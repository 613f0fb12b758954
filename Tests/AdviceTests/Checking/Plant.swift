import TestSupport
import Testing

@testable import Advice

/// A mistake planted in the clean knowledge base, and how it is found.
struct Plant: CustomTestStringConvertible, Sendable {
  let code: String
  /// The file the defect is told of.
  let file: String
  /// Codes of what else the mistake entails.
  var entails: [String] = []
  let changes: [Change]

  enum Change: Sendable {
    case replace(String, String, with: String)
    case add(String, String)
    case remove(String)
  }

  var testDescription: String { "\(code) in \(file)" }

  /// The clean knowledge base with the mistake in it; nil when a text to replace is not there.
  var planted: SmallKnowledge? {
    var knowledge = CleanKnowledge.files
    for change in changes {
      switch change {
      case .add(let path, let text): knowledge.files[path] = text
      case .remove(let path): knowledge.files[path] = nil
      case .replace(let path, let old, let new):
        guard let text = knowledge.files[path], text.contains(old) else { return nil }
        knowledge.files[path] = text.replacing(old, with: new, maxReplacements: 1)
      }
    }
    return knowledge
  }

  static let all: [Plant] =
    format + names + labs + scoring + arguments + reach + contradictions + backing + coverage

  static let format: [Plant] = [
    Plant(
      code: "KB001", file: "findings/small.yaml", entails: ["KB001"],
      changes: [.replace("findings/small.yaml", "message:", with: "mesage:")]),
    Plant(
      code: "KB001", file: "risks/growth.yaml",
      changes: [.replace("risks/growth.yaml", "answers: {size: 1}", with: "answers: {size: 10}")]),
    Plant(
      code: "KB002", file: "findings/twin.yaml", entails: ["KB001"],
      changes: [
        .add(
          "findings/twin.yaml",
          "{finding: small, message: M., when: {question: size, is: 3}}")
      ]),
    Plant(
      code: "KB006", file: "questions/size.yaml",
      changes: [.replace("questions/mode.yaml", "order: 2", with: "order: 1")]),
    Plant(
      code: "KB007", file: "knowledge.yaml", changes: [.remove("styles/services.yaml")]),
    Plant(
      code: "KB008", file: "knowledge.yaml", changes: [.add("questons/speed.yaml", "{}")]),
  ]

  static let names: [Plant] = [
    Plant(
      code: "KB003", file: "findings/small.yaml",
      changes: [.replace("findings/small.yaml", "source: book", with: "source: bok")]),
    Plant(
      code: "KB004", file: "patterns/saga.yaml",
      changes: [.replace("patterns/saga.yaml", "related: [saga]", with: "related: [sago]")]),
    Plant(
      code: "KB005", file: "cases/tiny.yaml",
      changes: [.replace("cases/tiny.yaml", "signs: [mode]", with: "signs: [mood]")]),
    Plant(
      code: "KB005", file: "examples/tiny.yaml",
      changes: [
        .replace("examples/tiny.yaml", "expect: {", with: "expect: {warnings: [mood], ")
      ]),
  ]

  static let labs: [Plant] = [
    Plant(
      code: "KB009", file: "labs/first.yaml",
      changes: [.replace("labs/first.yaml", "patterns: [saga]", with: "patterns: [sago]")]),
    Plant(
      code: "KB060", file: "labs/first.yaml",
      changes: [.replace("labs/first.yaml", "solution: [{load: none}]", with: "solution: []")]),
    Plant(
      code: "KB060", file: "labs/first.yaml",
      changes: [.replace("labs/first.yaml", " solution: [{load: none}],", with: "")]),
    Plant(
      code: "KB030", file: "labs/first.yaml",
      changes: [
        .replace(
          "labs/first.yaml", "sources: [{source: book, strength: expert}]", with: "sources: []")
      ]),
  ]

  static let scoring: [Plant] = [
    Plant(
      code: "KB010", file: "questions/idle.yaml",
      changes: [
        .add(
          "questions/idle.yaml",
          "{question: idle, order: 4, group: team, text: T, help: H, why: W, change: easy, "
            + "answer: {integer: [1, 2]}}")
      ]),
    Plant(
      code: "KB011", file: "criteria/size.yaml",
      changes: [.replace("criteria/size.yaml", "[5, 6]", with: "[4, 6]")]),
    Plant(
      code: "KB012", file: "criteria/size.yaml",
      changes: [.replace("criteria/size.yaml", "[5, 6]", with: "[6, 6]")]),
    Plant(
      code: "KB013", file: "criteria/mode.yaml", entails: ["KB041"],
      changes: [.add("criteria/mode.yaml", even)]),
    Plant(
      code: "KB014", file: "criteria/size.yaml",
      changes: [
        .replace(
          "criteria/size.yaml", "- {values: [1, 2], ",
          with: "- {values: [1, 1], monolith: 90, modular-monolith: 40, services: 20, "
            + "microservices: 0, serverless: 30, because: [{for: [monolith, modular-monolith], text: F.}, "
            + "{against: [services, microservices, serverless], text: A.}]}\n  - {values: [2, 2], ")
      ]),
    Plant(code: "KB016", file: "questions/wide.yaml", changes: divided()),
    Plant(
      code: "KB015", file: "criteria/size.yaml",
      entails: ["KB020", "KB020", "KB020", "KB020"],
      changes: [
        .replace("criteria/size.yaml", "nominal: 100, low: 50", with: "nominal: 0, low: 0")
      ]),
  ]

  /// A hundred thousand numbers divided into seventy parts by the levels of a warning.
  private static func divided() -> [Change] {
    let levels = (1...70).map { part in
      "{severity: low, message: M., when: {question: wide, is: \(part * 10)}}"
    }
    return [
      .add(
        "questions/wide.yaml",
        "{question: wide, order: 4, group: team, text: T, help: H, why: W, change: easy, "
          + "answer: {integer: [1, 100000]}}"),
      .add(
        "warnings/wide.yaml",
        "{warning: wide, title: T, levels: [\(levels.joined(separator: ", "))], "
          + "sources: [{source: book, strength: expert}], "
          + "proof: {fires: [{wide: 10}], not: [{wide: 1}]}}"),
    ]
  }

  static let arguments: [Plant] = [
    Plant(
      code: "KB017", file: "criteria/size.yaml", entails: ["KB018"],
      changes: [.replace("criteria/size.yaml", "{for: [monolith,", with: "{for: [services,")]),
    Plant(
      code: "KB018", file: "criteria/size.yaml",
      changes: [.replace("criteria/size.yaml", "{for: [monolith,", with: "{for: [")]),
    Plant(
      code: "KB018", file: "criteria/size.yaml",
      entails: Array(repeating: "KB018", count: 3),
      changes: [
        .replace(
          "criteria/size.yaml",
          "[{for: [serverless], text: F.},\n     {against: [monolith, modular-monolith, services], text: A.}]",
          with: "B.")
      ]),
    Plant(
      code: "KB019", file: "criteria/size.yaml",
      changes: [.replace("criteria/size.yaml", "text: A.", with: "text: F.")]),
  ]

  private static let even = """
    criterion: mode
    title: T
    because: B.
    weight: {nominal: 10, low: 5, high: 20}
    bands:
      - {values: [low], monolith: 50, modular-monolith: 50, services: 50, microservices: 50,
         serverless: 50, because: B.}
      - {values: [high], monolith: 40, modular-monolith: 40, services: 40, microservices: 40,
         serverless: 40, because: B.}
    sources: [{source: book, strength: expert}]
    proof:
      fires: [{answers: {mode: low}, prefers: [monolith, services]}]
      not: [{answers: {mode: high}, prefers: [monolith, services]}]
    """
}
