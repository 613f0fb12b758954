public import YAML

/// How pages of some software are read, as far as the knowledge base goes: who says so and whether
/// its trials hold. What it means is known to those who read such pages.
public struct ProfileEntry: Sendable {
  /// One of its tests.
  public struct Trial: Sendable {
    public let place: Place
    /// Tells what was read otherwise than expected; empty when the trial holds.
    public let run: @Sendable () -> [String]

    public init(place: Place, run: @escaping @Sendable () -> [String]) {
      self.place = place
      self.run = run
    }
  }

  /// Reads the rest of a profile and gives its tests.
  public typealias TrialReader = (Document, Complaints) -> [Trial]

  public let id: String
  public let title: String
  /// The facts it rests on.
  public let facts: [String]
  public let sources: [Citation]
  public let trials: [Trial]
  public let place: Place
}

extension ProfileEntry {
  init?(
    _ document: Document, _ vocabulary: Vocabulary, _ complaints: Complaints,
    _ trials: TrialReader
  ) {
    var fields = Fields(document.root, "a profile", complaints)
    let id = fields.identifier("profile")
    let title = fields.optionalText("title")
    facts = fields.facts(vocabulary)
    sources = fields.citations()
    // Every other key is the trial reader's to read, and to miss.
    self.trials = trials(document, complaints)
    guard let id, let title else { return nil }
    self.id = id
    self.title = title
    place = document.root.place
  }
}
