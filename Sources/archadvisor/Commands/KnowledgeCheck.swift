import Advice
import Knowledge
import Labs
import Reports
import Telemetry
import YAML

extension Command {
  static let knowledgeCheck = Command(
    name: "knowledge check", summary: "Find mistakes in the knowledge base.", group: .knowledge,
    details: [
      "Exits 1 when it finds one. Where a mistake concerns answers, an answers file that shows it "
        + "follows; knowledge/README.md lists the codes."
    ],
    options: [
      Option("today", value: "DAY", "Facts expire by this day, YYYY-MM-DD, instead of today."),
      .output(["text", "json"]),
    ],
    examples: ["knowledge check --knowledge knowledge", "knowledge check --today 2027-12-31"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let today = try invocation.day("today")
    let library = try invocation.loadLibrary(Complaints())
    let defects = KnowledgeChecks.run(library, today: today)
    let report = DefectsReport(defects, library, today: today)
    if invocation.format == "json" {
      try Output.write(report.json)
    } else {
      try Output.write(Screen(invocation).paint.text(report.lines))
    }
    return defects.isEmpty ? .fine : .no
  }
}

extension Invocation {
  /// Everything in the knowledge base; what is wrong with its files goes to `complaints`.
  func loadLibrary(_ complaints: Complaints) throws(Failure) -> Library {
    let folder = try knowledgeFolder(complaints)
    return Library.read(
      sha256: folder.sha256, folders: folder.folders, documents: folder.documents,
      trials: Self.trials, lessons: { _ = LabReader(.shop, $1).read($0) }, complaints: complaints)
  }

  /// The tests of a profile, which only those who read such pages understand.
  private static func trials(_ document: Document, _ complaints: Complaints)
    -> [ProfileEntry.Trial]
  {
    guard let profile = Profile(document, complaints) else { return [] }
    let trials = profile.trials.map { trial in
      ProfileEntry.Trial(place: trial.place) { profile.failures(trial) }
    }
    if trials.isEmpty { return [] }
    return trials + [ProfileEntry.Trial(place: profile.place) { profile.untried }]
  }

  /// Everything in a knowledge base that has no mistake in the form of its files.
  func loadSoundLibrary() throws(Failure) -> Library {
    let complaints = Complaints()
    let library = try loadLibrary(complaints)
    if complaints.hasErrors { throw Failure.badInput(complaints) }
    return library
  }
}
