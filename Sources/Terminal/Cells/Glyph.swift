/// What one cell shows: a base character and at most two combining marks.
///
/// A glyph is built from text by ``SafeScalars`` only, so no control character can be in one.
/// More marks than two are left out: no writing system of practical text needs them in a terminal,
/// and stacks of marks are a known way to deface a screen.
public struct Glyph: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// The scalar value of the base character.
  public let base: UInt32
  /// The scalar value of the first combining mark, or zero.
  public private(set) var firstMark: UInt32 = 0
  /// The scalar value of the second combining mark, or zero.
  public private(set) var secondMark: UInt32 = 0

  init(base: Unicode.Scalar) {
    self.base = base.value
  }

  /// The empty cell.
  public static let space = Glyph(base: " ")

  mutating func add(mark: Unicode.Scalar) {
    if firstMark == 0 {
      firstMark = mark.value
    } else if secondMark == 0 {
      secondMark = mark.value
    }
  }

  /// The glyph as text.
  public var text: String {
    var scalars = String.UnicodeScalarView()
    for value in [base, firstMark, secondMark] where value != 0 {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}

/// One cell of the grid: what it shows and how.
public struct Cell: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// What the cell shows; a space where ``isContinuation`` is true.
  public var glyph: Glyph
  /// How it is shown.
  public var style: TextStyle
  /// The columns the glyph takes: 1, 2, or 0 for the right half of a wide glyph.
  public var width: UInt8

  /// A cell that shows nothing.
  public static let blank = Cell(glyph: .space, style: .plain, width: 1)

  /// Whether this is the right half of the wide glyph in the cell before it.
  public var isContinuation: Bool { width == 0 }
}
