extension SourceKind {
  /// A recording has no present: it is read as a whole, in the place of all sources.
  static let replay = SourceKind("replay", form: "replay=FILE") { _, _ throws(Problem) in
    throw .other("a recording is replayed alone, not together with other sources")
  }
}
