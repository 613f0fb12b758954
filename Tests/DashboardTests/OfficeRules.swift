/// The rules of ``OfficeKnowledge``.
enum OfficeRules {
  static let files: [(String, String)] = [
    (
      "criteria/team-count.yaml",
      """
      criterion: team-count
      title: Teams that work independently
      because: A boundary between deployables lets each team go at its own pace.
      weight: {nominal: 60, low: 40, high: 90}
      bands:
        - {values: [1, 1], monolith: 85, modular-monolith: 80, services: 40, microservices: 10,
           serverless: 55, because: One team gains nothing from a network.}
        - {values: [2, 4], monolith: 50, modular-monolith: 75, services: 70, microservices: 40,
           serverless: 50, because: A few teams can share one deployable with firm boundaries.}
        - {values: [5, 100], monolith: 10, modular-monolith: 40, services: 70, microservices: 90,
           serverless: 60, because: Many teams need many deployables.}
      sources:
        - {source: office-book, strength: expert, says: Teams and boundaries go together.}
      """
    ),
    (
      "criteria/consistency.yaml",
      """
      criterion: consistency
      title: Strong consistency
      because: Transactions stay inside one database.
      weight: {nominal: 50, low: 30, high: 70}
      bands:
        - {values: [strong], monolith: 90, modular-monolith: 85, services: 40, microservices: 10,
           serverless: 30, because: One database keeps everything together.}
        - {values: [mixed], monolith: 60, modular-monolith: 70, services: 60, microservices: 50,
           serverless: 50, because: Parts can keep their own data.}
        - {values: [eventual], monolith: 30, modular-monolith: 40, services: 60, microservices: 80,
           serverless: 75, because: Data may travel.}
      sources: [{source: office-book, strength: opinion}]
      """
    ),
    (
      "criteria/workload.yaml",
      """
      criterion: workload
      title: Kind of work
      because: Functions run work that comes in pieces.
      weight: {nominal: 40, low: 20, high: 60}
      bands:
        - {values: [transactional], monolith: 70, modular-monolith: 70, services: 60,
           microservices: 50, serverless: 30, because: Shared data likes company.}
        - {values: [batch, stream], monolith: 40, modular-monolith: 45, services: 50,
           microservices: 55, serverless: 90, because: Pieces run alone.}
        - {values: [static-site], monolith: 45, modular-monolith: 40, services: 30,
           microservices: 20, serverless: 95, because: Little runs at all.}
      sources: [{source: office-book, strength: measured}]
      """
    ),
    (
      "vetoes/one-team.yaml",
      """
      veto: one-team
      excludes: [microservices]
      when: {question: team-count, at-most: 1}
      because: One team cannot run a fleet of services.
      remedy: Wait until there are more teams.
      sources: [{source: office-book, strength: expert}]
      """
    ),
    (
      "contradictions/static-and-strong.yaml",
      """
      contradiction: static-and-strong
      when: {all: [{question: workload, is: static-site}, {question: consistency, is: strong}]}
      because: Pages prepared in advance change nothing.
      """
    ),
    (
      "warnings/shared-database.yaml",
      """
      warning: shared-database
      title: Parts share a database
      levels:
        - severity: high
          when: {question: shared-database, is: all}
          message: Every change of a table can break every part.
      sources: [{source: office-book, strength: expert}]
      """
    ),
    (
      "sources/office-book.yaml",
      """
      source: office-book
      title: The Office Book
      authors: A. Writer
      year: 2020
      kind: book
      url: https://books.example/office
      """
    ),
  ]
}
