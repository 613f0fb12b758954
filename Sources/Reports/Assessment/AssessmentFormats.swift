extension AssessmentReport {
  /// The whole verdict as Markdown.
  public var markdown: String { Markdown.text(AssessmentDocument(self).document) }

  /// The whole verdict as one page to hand round: no scripts, no links, light and dark, printable.
  public var html: String { HTML.text(AssessmentDocument(self).document) }
}
