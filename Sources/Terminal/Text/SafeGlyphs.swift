/// The glyphs of a text with their widths, made safe for a terminal.
///
/// This is the only way from text to glyphs. Control characters, characters that change the
/// direction of writing, invisible characters, private and unknown ones become `�`; tabs and line
/// breaks become spaces; variation selectors, which change a glyph's width in some terminals and
/// not in others, are left out.
public struct SafeGlyphs: Sequence, IteratorProtocol {
  private var scalars: String.UnicodeScalarView.Iterator
  private var pending: Unicode.Scalar?

  /// The glyphs of any text, also a hostile one.
  public init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
    pending = scalars.next()
  }

  /// The next glyph and the columns it takes, 1 or 2.
  public mutating func next() -> (glyph: Glyph, width: Int)? {
    while let scalar = pending {
      pending = scalars.next()
      switch ScalarKind(scalar) {
      case .omitted: continue
      case .plain(let width): return (withMarks(Glyph(base: scalar)), width)
      case .space: return (withMarks(.space), 1)
      case .mark: return (withMarks(combining(scalar)), 1)
      case .replaced: return (withMarks(Self.replacement), 1)
      }
    }
    return nil
  }

  /// What stands for a character that must not reach the terminal.
  public static let replacement = Glyph(base: "\u{FFFD}")

  /// A mark with nothing before it gets a dotted circle, as in print.
  private func combining(_ mark: Unicode.Scalar) -> Glyph {
    var glyph = Glyph(base: "\u{25CC}")
    glyph.add(mark: mark)
    return glyph
  }

  private mutating func withMarks(_ glyph: Glyph) -> Glyph {
    // Nearly all text is ASCII: leave before looking anything up.
    guard let following = pending, following.value >= 0x300 else { return glyph }
    var result = glyph
    while let scalar = pending {
      switch ScalarKind(scalar) {
      case .mark: result.add(mark: scalar)
      case .omitted: break
      case .plain, .space, .replaced: return result
      }
      pending = scalars.next()
    }
    return result
  }
}
