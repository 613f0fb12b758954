import Advice
import TestSupport
import Testing
import YAML

/// A little knowledge base with every kind of question, for screens that must not move with the
/// knowledge that ships.
enum OfficeKnowledge {
  static let library: Library = {
    var small = SmallKnowledge()
    for (path, text) in files { small.files[path] = text }
    return small.library()
  }()

  static let advisor = Advisor(library.knowledge)

  private static let files: [(String, String)] =
    [
      (
        "questions/team-count.yaml",
        """
        question: team-count
        order: 10
        group: team
        text: How many teams work on the system?
        help: Count the teams that commit code to it; a team is a group that plans together.
        why: Several teams in one deployable wait for one another.
        change: hard
        answer: {integer: [1, 100]}
        unit: teams
        """
      ),
      (
        "questions/consistency.yaml",
        """
        question: consistency
        order: 20
        group: domain
        text: Which consistency does the business need?
        help: Ask what happens when two people see different figures for a minute.
        why: A transaction does not cross a network for free.
        change: fixed
        answer:
          ordered: true
          words:
            - {word: strong, means: Every reader sees every change at once, everywhere and always.}
            - {word: mixed, means: Strong within some parts.}
            - {word: eventual, means: A delay is fine.}
        """
      ),
      (
        "questions/workload.yaml",
        """
        question: workload
        order: 30
        group: system
        text: What kind of work is it?
        help: Choose what dominates.
        why: Events come in pieces that run alone.
        change: moderate
        answer:
          ordered: false
          words:
            - {word: transactional, means: Requests on shared data.}
            - {word: batch, means: Jobs on a schedule.}
            - {word: stream, means: A flow of data.}
            - {word: static-site, means: Pages prepared in advance.}
        """
      ),
      (
        "questions/availability-target.yaml",
        """
        question: availability-target
        order: 40
        group: demand
        text: Which availability is promised?
        help: Percent of the time in which users get answers.
        why: Chains of calls multiply their failures.
        change: moderate
        answer: {percent: [0, 100]}
        """
      ),
      (
        "questions/shared-database.yaml",
        """
        question: shared-database
        order: 50
        group: today
        text: Do parts share a database today?
        help: Count tables that more than one part writes.
        why: A shared table is a hidden interface.
        change: moderate
        answer:
          ordered: true
          words:
            - {word: none, means: No part does.}
            - {word: all, means: Every part does.}
        """
      ),
    ] + OfficeRules.files + OfficeReading.files
}

extension OfficeKnowledge {
  /// The sheet that a text of answers holds, as in `{team-count: 6}`.
  static func sheet(_ answers: String) throws -> AnswerSheet {
    let complaints = Complaints()
    let text = "schema: archadvisor.answers/1\nanswers: \(answers)\n"
    let document = try Document.parse(Array(text.utf8), file: "office.yaml")
    let sheet = AnswerSheet.read(document, library.knowledge, complaints)
    try #require(complaints.lines == [])
    return sheet
  }
}
