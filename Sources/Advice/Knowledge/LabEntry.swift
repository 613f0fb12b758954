public import YAML

/// A lesson on a running mesh, as far as the knowledge base goes: what it rests on and what it
/// shows. What happens in it is known to those who give lessons.
public struct LabEntry: Sendable {
  /// Reads the rest of a lab, to complain about it.
  public typealias Reader = (Document, Complaints) -> Void

  public let id: String
  /// The patterns that it shows at work.
  public let patterns: [String]
  public let sources: [Citation]
  public let place: Place
  /// The steps that nothing solves, by their ids.
  let unsolved: [(id: String, place: Place)]

  init?(_ document: Document, _ complaints: Complaints, _ read: Reader) {
    read(document, complaints)
    let root = document.root
    // That it lacks its id, and every other key, is the reader's to tell.
    guard root["lab"]?.text != nil else { return nil }
    var fields = Fields(root, "a lab", complaints)
    guard let id = fields.identifier("lab") else { return nil }
    self.id = id
    patterns = fields.texts("patterns")
    sources = fields.citations()
    place = root.place
    unsolved = (root["steps"]?.items ?? []).compactMap { step in
      guard step["solution"]?.items.isEmpty ?? true else { return nil }
      return (step["step"]?.text ?? "", step.place)
    }
  }
}
