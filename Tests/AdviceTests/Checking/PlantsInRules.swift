@testable import Advice

extension Plant {
  static let reach: [Plant] = [
    Plant(
      code: "KB020", file: "styles/serverless.yaml",
      entails: ["KB017", "KB018", "KB018"],
      changes: [.replace("criteria/size.yaml", "serverless: 90", with: "serverless: 20")]),
    Plant(
      code: "KB021", file: "findings/small.yaml", entails: ["KB041"],
      changes: [
        .replace(
          "findings/small.yaml", "when: {question: size, at-most: 2}",
          with: "when: {all: [{question: mode, is: low}, {not: {question: mode, is: low}}]}")
      ]),
    Plant(
      code: "KB022", file: "warnings/mode.yaml",
      changes: [
        level("{all: [{question: mode, is: low}, {question: mode, is: high}]}")
      ]),
    Plant(
      code: "KB023", file: "warnings/mode.yaml",
      changes: [level("{question: size, between: [5, 6]}")]),
    Plant(
      code: "KB024", file: "risks/growth.yaml",
      changes: [.replace("risks/growth.yaml", "at-least: 2", with: "at-least: 3")]),
    Plant(
      code: "KB025", file: "vetoes/everything.yaml",
      changes: [
        .add(
          "vetoes/everything.yaml",
          """
          veto: everything
          excludes: [monolith, modular-monolith, services, microservices, serverless]
          when: {all: [{question: size, is: 9}, {question: mode, is: high}]}
          because: B.
          remedy: R.
          sources: [{source: book, strength: expert}]
          proof: {fires: [{size: 9, mode: high}], not: [{size: 8, mode: high}]}
          """)
      ]),
  ]

  private static func level(_ when: String) -> Change {
    .replace(
      "warnings/mode.yaml", "sources:",
      with: "  - {severity: low, message: M., when: \(when)}\nsources:")
  }

  static let contradictions: [Plant] = [
    Plant(
      code: "KB026", file: "questions/mode.yaml", entails: ["KB028"],
      changes: [
        contradiction("not-low", "{question: mode, is: low}", "{mode: low}", "{mode: high}"),
        contradiction("not-high", "{question: mode, is: high}", "{mode: high}", "{mode: low}"),
      ]),
    Plant(
      code: "KB027", file: "questions/lifecycle.yaml",
      changes: [
        contradiction(
          "never-old", "{question: lifecycle, is: old}", "{lifecycle: old}", "{lifecycle: new}")
      ]),
    Plant(
      code: "KB028", file: "contradictions/narrower.yaml", entails: ["KB028"],
      changes: [
        contradiction(
          "narrower",
          "{all: [{question: lifecycle, is: new}, {question: size, is: 9}, "
            + "{question: mode, at-most: low}]}",
          "{lifecycle: new, size: 9, mode: low}", "{size: 9}")
      ]),
    Plant(
      code: "KB029", file: "questions/size.yaml",
      changes: ["age", "load"].flatMap { id -> [Change] in
        [
          .add(
            "questions/\(id).yaml",
            "{question: \(id), order: \(id == "age" ? 5 : 6), group: team, text: T, help: H, why: W, "
              + "change: easy, answer: {integer: [1, 9]}}"),
          contradiction(
            "no-\(id)", "{not: {question: size, per: \(id), at-least: 1}}", "{size: 2, \(id): 3}",
            "{size: 3, \(id): 3}"),
        ]
      }),
    Plant(
      code: "KB029", file: "contradictions/no-more.yaml",
      changes: [
        .add(
          "questions/age.yaml",
          "{question: age, order: 5, group: team, text: T, help: H, why: W, change: easy, "
            + "answer: {integer: [1, 9]}}"),
        contradiction(
          "no-less", "{not: {question: size, per: age, at-least: 1}}", "{size: 2, age: 3}",
          "{size: 3, age: 3}"),
        contradiction(
          "no-more", "{not: {question: size, per: age, at-most: 8}}", "{size: 9, age: 1}",
          "{size: 3, age: 3}"),
      ]),
  ]

  private static func contradiction(
    _ id: String, _ when: String, _ fires: String, _ not: String
  ) -> Change {
    .add(
      "contradictions/\(id).yaml",
      """
      contradiction: \(id)
      when: \(when)
      because: B.
      sources: [{source: book, strength: expert}]
      proof: {fires: [\(fires)], not: [\(not)]}
      """)
  }

  static let backing: [Plant] = [
    Plant(
      code: "KB030", file: "findings/small.yaml",
      changes: [
        .replace("findings/small.yaml", "[{source: book, strength: expert}]", with: "[]")
      ]),
    Plant(
      code: "KB031", file: "sources/idle.yaml",
      changes: [.add("sources/idle.yaml", "{source: idle, title: T, kind: note}")]),
    Plant(
      code: "KB032", file: "facts/many.yaml",
      changes: [.replace("facts/many.yaml", "2027-01-01", with: "2026-11-21")]),
    Plant(
      code: "KB033", file: "facts/idle.yaml",
      changes: [
        .add(
          "facts/idle.yaml",
          "{fact: idle, title: T, value: 7, as-of: 2026-01-01, "
            + "sources: [{source: book, strength: measured}]}")
      ]),
    Plant(
      code: "KB034", file: "findings/small.yaml",
      changes: [
        .add("sources/memo.yaml", "{source: memo, title: T, kind: note}"),
        .replace(
          "findings/small.yaml", "[{source: book,",
          with: "[{source: memo, strength: opinion}, {source: book,"),
      ]),
    Plant(
      code: "KB040", file: "findings/small.yaml",
      changes: [.replace("findings/small.yaml", ", not: [{size: 3}]", with: "")]),
    Plant(
      code: "KB040", file: "criteria/size.yaml",
      changes: [
        .replace(
          "criteria/size.yaml", "not: [{answers: {size: 9}, prefers: [monolith, services]}]",
          with: "not: []")
      ]),
    Plant(
      code: "KB041", file: "findings/small.yaml",
      changes: [.replace("findings/small.yaml", "at-most: 2", with: "at-most: 1")]),
    Plant(
      code: "KB042", file: "examples/tiny.yaml",
      changes: [.replace("examples/tiny.yaml", "recommendation: monolith", with: "")]),
  ]

  static let coverage: [Plant] = [
    Plant(
      code: "KB050", file: "matrix/large.yaml",
      changes: [.replace("matrix/large.yaml", "rules: [size]", with: "rules: [sizes]")]),
    Plant(
      code: "KB050", file: "matrix/large.yaml",
      changes: [.replace("matrix/large.yaml", "rules: [size]", with: "rules: []")]),
    Plant(
      code: "KB051", file: "matrix/large.yaml",
      changes: [
        .replace(
          "matrix/large.yaml", "{question: size, at-least: 7}",
          with: "{all: [{question: size, at-least: 7}, {question: size, at-most: 6}]}")
      ]),
    Plant(
      code: "KB052", file: "questions/lifecycle.yaml", entails: ["KB040", "KB052"],
      changes: [.replace("steps/begin.yaml", ", serverless]", with: "]")]),
  ]
}
