/// What a piece of text means; a ``Theme`` decides how that looks.
///
/// Screens name meanings only, so a theme, the absence of colour and the number of colours of a
/// terminal never concern them. A meaning is never told by colour alone: a word or a sign goes
/// with it.
public enum Role: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// Running text.
  case text
  /// Text that may be skipped.
  case muted
  /// Titles and what the eye should find first.
  case heading
  /// What is current or can be acted on.
  case accent
  /// The name of a key.
  case key
  /// Lines around and between things.
  case border
  /// Fine.
  case ok
  /// Needs attention.
  case warning
  /// Wrong, excluded, failed.
  case bad
  /// News without a judgement.
  case info
  /// Not known.
  case unknown
  /// Broken on purpose.
  case fault
  /// Known once, too old now.
  case stale
  /// A value on a scale: as bad as it gets.
  case heatWorst
  /// A value on a scale: below the middle.
  case heatPoor
  /// A value on a scale: about the middle.
  case heatEven
  /// A value on a scale: above the middle.
  case heatGood
  /// A value on a scale: as good as it gets.
  case heatBest
}

/// What a piece of text stands on.
public enum Surface: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// The screen itself.
  case screen
  /// The bars at the top and the bottom.
  case bar
  /// The row or word the user has moved to.
  case selected
  /// A box above the screen.
  case popup
  /// A field that takes typed text.
  case field
}
