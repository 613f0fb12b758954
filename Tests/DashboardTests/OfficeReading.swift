/// What there is to read in ``OfficeKnowledge`` besides its rules.
enum OfficeReading {
  static let files: [(String, String)] = patterns + others

  private static let patterns: [(String, String)] = [
    (
      "patterns/circuit-breaker.yaml",
      """
      pattern: circuit-breaker
      title: Circuit breaker
      styles: [services, microservices]
      when:
        any:
          - {question: team-count, at-least: {fact: few-teams}}
          - {not: {question: consistency, in: [strong, mixed]}}
      group: resilience
      what: A breaker counts failures of calls and refuses further ones above a threshold.
      use-when: A service is called often and may fail for longer than a moment.
      why: Calling what is known to be down keeps it from recovering.
      benefit: Callers fail quickly, and the callee gets time.
      cost: Thresholds have to be tuned.
      because: One failing service must not take its callers with it.
      related: [retry]
      seen-as: [breaker, ejection]
      in-the-shop: [{at: order, text: Before it calls payment it asks a breaker.}]
      sources: [{source: office-book, strength: expert, says: Breakers are watched.}]
      """
    ),
    (
      "patterns/retry.yaml",
      """
      pattern: retry
      title: Retry with backoff
      styles: [services]
      group: resilience
      what: A call that failed for a passing reason is repeated.
      use-when: The call can safely be repeated.
      why: Most faults are short.
      benefit: Short faults are never seen.
      cost: More load on a service in trouble.
      because: Short faults should not reach users.
      related: [circuit-breaker]
      seen-as: [retries]
      """
    ),
    (
      "patterns/saga.yaml",
      """
      pattern: saga
      title: Saga
      styles: [microservices]
      group: data
      what: A change goes through several services step by step.
      use-when: There is no common transaction.
      why: A transaction does not cross a network for free.
      benefit: Each service keeps its own data.
      cost: Every step needs one that takes it back.
      because: Changes have to hold together.
      related: []
      """
    ),
  ]

  private static let others: [(String, String)] = [
    (
      "facts/few-teams.yaml",
      """
      {fact: few-teams, title: Teams that still meet at one table, value: 3, unit: teams,
       as-of: 2026-01-01, expires: 2030-01-01, sources: [{source: office-book, strength: opinion}]}
      """
    ),
    (
      "styles/microservices.yaml",
      """
      style: microservices
      title: Microservices
      definition: Many small services, each built around one capability.
      characteristics: [Each does one thing., Each keeps its own data.]
      benefits: [{text: Teams do not wait for one another., sources: [{source: office-book, strength: expert}]}]
      challenges: {developers: [Calls can fail.], operations: [Everything is many.]}
      use-cases: [Large systems of many teams.]
      sources: [{source: office-book, strength: expert}]
      """
    ),
    (
      "tradeoffs/call.yaml",
      """
      tradeoff: call
      title: Function call against API call
      between: [monolith, microservices]
      text: One is a jump inside a process, the other a journey through a network.
      columns: [Function call, API call]
      rows:
        - [Takes nanoseconds, Takes milliseconds and sometimes does not come back at all]
        - [Cannot be lost, Can be lost]
      sources: [{source: office-book, strength: measured}]
      """
    ),
    (
      "risks/network.yaml",
      """
      {risk: network, styles: [services, microservices], message: Every call can fail.,
       mitigation: Plan for every call to fail., facts: [few-teams],
       sources: [{source: office-book, strength: expert}]}
      """
    ),
    (
      "steps/first.yaml",
      """
      {step: first, order: 1, to: [monolith, modular-monolith], do: Build one thin feature.,
       because: It shows the way., sources: [{source: office-book, strength: expert}]}
      """
    ),
  ]
}
