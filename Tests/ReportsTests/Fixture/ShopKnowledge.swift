import Advice
import TestSupport
import Testing
import YAML

/// A little knowledge base about shops, of every kind of rule some, that never changes: reports are
/// compared with golden files, which must not move with the knowledge that ships.
enum ShopKnowledge {
  static let knowledge: KnowledgeBase = {
    var small = SmallKnowledge()
    for (path, text) in questions + criteria + rules + advice { small.files[path] = text }
    return small.read()
  }()

  /// The sheet that a text of answers holds, as in `{team-size: 6}`.
  static func sheet(_ answers: String, system: String? = "Corner shop") throws -> AnswerSheet {
    let complaints = Complaints()
    let text = "schema: archadvisor.answers/1\nanswers: \(answers)\n"
    let document = try Document.parse(Array(text.utf8), file: "shop.yaml")
    var sheet = AnswerSheet.read(document, knowledge, complaints)
    try #require(complaints.lines == [])
    sheet.system = system
    return sheet
  }

  static let questions: [(String, String)] = [
    (
      "questions/team-size.yaml",
      """
      {question: team-size, order: 1, group: team, text: How many developers work on it?,
       help: Count everybody who changes code., why: People pay for every boundary., change: hard,
       answer: {integer: [1, 1000]}, unit: developers}
      """
    ),
    (
      "questions/consistency.yaml",
      """
      {question: consistency, order: 2, group: domain, text: Which consistency is needed?,
       help: Ask the business., why: Transactions do not cross a network., change: fixed,
       answer: {ordered: false, words: [{word: strong, means: All at once.},
         {word: mixed, means: Some of it.}, {word: eventual, means: Later is fine.}]}}
      """
    ),
    (
      "questions/traffic-shape.yaml",
      """
      {question: traffic-shape, order: 3, group: demand, text: How does the load come?,
       help: Look at a month., why: Idle servers cost money., change: moderate,
       answer: {ordered: false, words: [{word: steady, means: Evenly.},
         {word: bursty, means: In peaks.}]}}
      """
    ),
    (
      "questions/shared-database.yaml",
      """
      {question: shared-database, order: 4, group: today, text: Do parts share a database?,
       help: Count tables., why: A shared table is a hidden interface., change: moderate,
       answer: {ordered: true, words: [{word: none, means: Nobody.}, {word: some, means: A few.},
         {word: all, means: Every part.}]}}
      """
    ),
  ]

  static let criteria: [(String, String)] = [
    (
      "criteria/team-size.yaml",
      """
      {criterion: team-size, title: People, because: Boundaries want people.,
       weight: {nominal: 40, low: 20, high: 60}, bands: [
       {values: [1, 9], monolith: 90, modular-monolith: 80, services: 40, microservices: 10,
        serverless: 60, because: [
         {for: [monolith, modular-monolith], text: Few people keep one thing in order.},
         {against: [services, microservices], text: Few people cannot look after many things.}]},
       {values: [10, 1000], monolith: 20, modular-monolith: 50, services: 80, microservices: 80,
        serverless: 50, because: Many people get in one another's way.}],
       sources: [{source: a-note, strength: opinion}, {source: a-survey, strength: measured}]}
      """
    ),
    (
      "criteria/consistency.yaml",
      """
      {criterion: consistency, title: Consistency, because: Transactions want one process.,
       weight: {nominal: 40, low: 20, high: 60}, bands: [
       {values: [strong], monolith: 80, modular-monolith: 85, services: 40, microservices: 20,
        serverless: 30, because: [
         {for: [monolith, modular-monolith], text: One database keeps everything together.},
         {against: [services, microservices, serverless], text: Apart means out of step.}]},
       {values: [mixed, eventual], monolith: 40, modular-monolith: 50, services: 60,
        microservices: 70, serverless: 70, because: Parts may agree later.}],
       sources: [{source: a-book, strength: expert}]}
      """
    ),
    (
      "criteria/traffic-shape.yaml",
      """
      {criterion: traffic-shape, title: Load, because: Load decides what idles.,
       weight: {nominal: 20, low: 10, high: 30}, bands: [
       {values: [steady], monolith: 70, modular-monolith: 70, services: 60, microservices: 50,
        serverless: 10, because: Steady load fills servers.},
       {values: [bursty], monolith: 30, modular-monolith: 30, services: 40, microservices: 50,
        serverless: 95, because: Peaks want somebody else's machines.}],
       sources: [{source: a-bill, strength: measured}]}
      """
    ),
  ]

  static let rules: [(String, String)] = [
    (
      "facts/few-people.yaml",
      """
      {fact: few-people, title: Fewest people who can run many services, value: 5, unit: people,
       as-of: 2026-01-01, expires: 2027-01-01, sources: [{source: a-survey, strength: measured}]}
      """
    ),
    (
      "vetoes/too-few-people.yaml",
      """
      {veto: too-few-people, excludes: [microservices],
       when: {not: {question: team-size, at-least: {fact: few-people}}},
       because: Nobody is left for the night., remedy: Hire., sources: [{source: a-survey, strength: measured}]}
      """
    ),
    (
      "contradictions/nobody-shares.yaml",
      """
      {contradiction: nobody-shares, because: One person has nobody to share with.,
       when: {all: [{question: team-size, is: 1}, {question: shared-database, is: all}]}}
      """
    ),
    (
      "warnings/shared-database.yaml",
      """
      {warning: shared-database, title: Parts share a database, levels: [
       {severity: high, when: {question: shared-database, is: all},
        message: Every change of a table may break every part.},
       {severity: low, when: {question: shared-database, is: some},
        message: Some tables are hidden interfaces.}], sources: [{source: a-book, strength: expert}]}
      """
    ),
    (
      "findings/generic-services.yaml",
      """
      {finding: generic-services, message: Services that share a database are generic services.,
       when: {question: shared-database, at-least: some}, sources: [{source: a-note, strength: opinion}]}
      """
    ),
  ]

  static let advice: [(String, String)] = [
    (
      "risks/erosion.yaml",
      """
      {risk: erosion, styles: [monolith, modular-monolith], message: Boundaries erode.,
       mitigation: Check them in every build., sources: [{source: a-book, strength: expert}]}
      """
    ),
    (
      "risks/cold-start.yaml",
      """
      {risk: cold-start, styles: [serverless], message: The first call waits.,
       mitigation: Keep packages small., sources: [{source: a-bill, strength: measured}]}
      """
    ),
    (
      "patterns/modules.yaml",
      """
      {pattern: modules, title: Modules, styles: [monolith, modular-monolith], group: evolution,
       what: Parts inside one program., use-when: Always., why: Order., benefit: Order.,
       cost: Discipline., because: One program needs inner borders.}
      """
    ),
    (
      "steps/measure.yaml",
      """
      {step: measure, order: 1, to: [monolith, modular-monolith, services, microservices, serverless],
       do: Measure before anything changes., because: Later nobody knows how it was.}
      """
    ),
    (
      "steps/modules.yaml",
      """
      {step: modules, order: 2, to: [modular-monolith, monolith],
       do: Draw the modules., because: Borders come first.}
      """
    ),
  ]
}
