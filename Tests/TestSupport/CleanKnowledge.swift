import Advice

/// A small knowledge base without any mistake, to plant mistakes in.
public enum CleanKnowledge {
  /// Three questions and one of every kind of rule, text, case and example.
  public static var files: SmallKnowledge {
    var knowledge = SmallKnowledge(questions.merging(rules) { $1 }.merging(texts) { $1 })
    for style in Style.allCases {
      knowledge.files["styles/\(style.rawValue).yaml"] = """
        style: \(style.rawValue)
        title: T
        definition: D.
        characteristics: [C.]
        benefits: [{text: B., sources: [{source: book, strength: expert}]}]
        challenges: {developers: [C.], operations: [C.]}
        use-cases: [U.]
        sources: [{source: book, strength: expert}]
        """
    }
    return knowledge
  }

  private static let questions = [
    "questions/size.yaml": """
    {question: size, order: 1, group: team, text: T, help: H, why: W, change: easy,
     answer: {integer: [1, 9]}}
    """,
    "questions/mode.yaml": """
    {question: mode, order: 2, group: team, text: T, help: H, why: W, change: easy,
     answer: {ordered: true, words: [{word: low, means: M}, {word: high, means: M}]}}
    """,
    "questions/lifecycle.yaml": """
    {question: lifecycle, order: 3, group: today, text: T, help: H, why: W, change: easy,
     answer: {words: [{word: new, means: M}, {word: old, means: M}]}}
    """,
    "criteria/size.yaml": """
    criterion: size
    title: T
    because: B.
    weight: {nominal: 100, low: 50, high: 200}
    bands:
      - {values: [1, 2], monolith: 90, modular-monolith: 40, services: 20, microservices: 0,
         serverless: 30, because: [{for: [monolith, modular-monolith], text: F.},
         {against: [services, microservices, serverless], text: A.}]}
      - {values: [3, 4], monolith: 40, modular-monolith: 90, services: 30, microservices: 0,
         serverless: 30, because: [{for: [monolith, modular-monolith], text: F.},
         {against: [services, microservices, serverless], text: A.}]}
      - {values: [5, 6], monolith: 10, modular-monolith: 50, services: 90, microservices: 40,
         serverless: 30, because: [{for: [modular-monolith, services], text: F.},
         {against: [monolith, microservices, serverless], text: A.}]}
      - {values: [7, 8], monolith: 0, modular-monolith: 30, services: 60, microservices: 90,
         serverless: 30, because: [{for: [services, microservices], text: F.},
         {against: [monolith, modular-monolith, serverless], text: A.}]}
      - {values: [9, 9], monolith: 0, modular-monolith: 10, services: 20, microservices: 30,
         serverless: 90, because: [{for: [serverless], text: F.},
         {against: [monolith, modular-monolith, services], text: A.}]}
    sources: [{source: book, strength: expert}]
    proof:
      fires: [{answers: {size: 1}, prefers: [monolith, services]}]
      not: [{answers: {size: 9}, prefers: [monolith, services]}]
    """,
  ]

  private static let rules = [
    "vetoes/never-low.yaml": """
    veto: never-low
    excludes: [microservices]
    when: {all: [{question: mode, is: low}, {question: size, at-least: {fact: many}}]}
    because: B.
    remedy: R.
    sources: [{source: book, strength: expert}]
    proof: {fires: [{mode: low, size: 8}], not: [{mode: high, size: 8}]}
    """,
    "contradictions/new-giant.yaml": """
    contradiction: new-giant
    when: {all: [{question: lifecycle, is: new}, {question: size, is: 9}, {question: mode, is: low}]}
    because: B.
    sources: [{source: book, strength: expert}]
    proof: {fires: [{lifecycle: new, size: 9, mode: low}], not: [{lifecycle: new, size: 9}]}
    """,
    "warnings/mode.yaml": """
    warning: mode
    title: T
    levels:
      - {severity: high, message: M., when: {question: size, at-least: 5}}
      - {severity: low, message: M., when: {question: size, at-least: 3}}
    sources: [{source: book, strength: expert}]
    proof: {fires: [{size: 3}, {size: 5}], not: [{size: 2}]}
    """,
    "findings/small.yaml": """
    finding: small
    message: M.
    when: {question: size, at-most: 2}
    sources: [{source: book, strength: expert}]
    proof: {fires: [{size: 2}], not: [{size: 3}]}
    """,
    "risks/growth.yaml": """
    risk: growth
    styles: [monolith, services]
    when: {question: size, at-least: 2}
    message: M.
    mitigation: M.
    sources: [{source: book, strength: expert}]
    proof: {fires: [{style: monolith}], not: [{style: monolith, answers: {size: 1}}]}
    """,
    "patterns/saga.yaml": """
    pattern: saga
    title: T
    styles: [microservices]
    group: data
    what: W.
    use-when: W.
    why: W.
    benefit: B.
    cost: C.
    because: B.
    related: [saga]
    sources: [{source: book, strength: expert}]
    proof: {fires: [{style: microservices}], not: [{style: services}]}
    """,
    "steps/begin.yaml": """
    step: begin
    order: 1
    to: [monolith, modular-monolith, services, microservices, serverless]
    do: D.
    because: B.
    sources: [{source: book, strength: expert}]
    proof: {fires: [{style: services}]}
    """,
  ]

  private static let texts = [
    "sources/book.yaml": "{source: book, title: T, kind: book}",
    "facts/many.yaml": """
    {fact: many, title: T, value: 7, as-of: 2026-01-01, expires: 2027-01-01,
     sources: [{source: book, strength: measured}]}
    """,
    "matrix/large.yaml": """
    {line: large, order: 1, points-to: microservices, text: T., rules: [size],
     when: {question: size, at-least: 7}}
    """,
    "tradeoffs/one.yaml": """
    {tradeoff: one, title: T, text: T., columns: [A, B], rows: [[a, b]],
     sources: [{source: book, strength: expert}]}
    """,
    "labs/first.yaml": """
    {lab: first, title: T, minutes: 1, teaches: T., patterns: [saga],
     sources: [{source: book, strength: expert}],
     steps: [{step: one, phase: predict, title: T, text: [T.], solution: [{load: none}],
       check: {for: 1, within: 9s, all: [{says: S, edge: order:payment, where: rate > 0}]}}]}
    """,
    "cases/tiny.yaml": """
    {case: tiny, title: T, source: S, kind: textbook, outcome: monolith, confidence: high,
     warning-signs: [mode], answers: {size: {value: 1, basis: stated}}}
    """,
    "examples/tiny.yaml": """
    {example: tiny, title: T, answers: {size: 1, mode: high}, expect: {recommendation: monolith}}
    """,
  ]
}
