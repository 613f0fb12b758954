import Terminal
import TestSupport
import Testing

private let origin = Position(column: 0, row: 0)

/// A buffer drawn into, as text.
private func drawn(_ columns: Int, _ rows: Int, _ draw: (inout Buffer) -> Void) -> String {
  var buffer = Buffer(size: Size(columns: columns, rows: rows))
  draw(&buffer)
  return FrameText.text(buffer)
}

@Suite struct BufferTests {
  @Test func drawsAndClips() {
    let text = drawn(6, 2) {
      let used = $0.draw("abc", at: Position(column: 1, row: 0))
      #expect(used == 3)
      $0.draw("abcdefgh", at: Position(column: 2, row: 1))
      $0.draw("outside", at: Position(column: 0, row: 2))
      $0.draw("outside", at: Position(column: 6, row: 0))
      $0.draw("outside", at: Position(column: 0, row: -1))
    }
    #expect(text == " abc\n  abc…\n")
  }

  @Test func keepsAnEllipsisInsideTheLimit() {
    let tooLong = drawn(9, 1) { $0.draw("abcdef", at: origin, limit: 4) }
    #expect(tooLong == "abc…\n")
    let fitting = drawn(9, 1) { $0.draw("abcd", at: origin, limit: 4) }
    #expect(fitting == "abcd\n")
  }

  @Test func mendsWideGlyphsThatAreCutInHalf() {
    let text = drawn(6, 3) {
      for row in 0..<3 { $0.draw("網網網", at: Position(column: 0, row: row)) }
      $0.draw("x", at: Position(column: 1, row: 0))
      $0.draw("x", at: Position(column: 2, row: 1))
      $0.fill(Area(column: 3, row: 2, columns: 2, rows: 1), style: .plain)
    }
    #expect(text == " x網網\n網x 網\n網\n")
  }

  @Test func wideGlyphAtTheEdgeBecomesAnEllipsis() {
    let even = drawn(3, 1) { $0.draw("網網", at: origin) }
    #expect(even == "網…\n")
    let odd = drawn(4, 1) { $0.draw("a網網", at: origin) }
    #expect(odd == "a網…\n")
  }

  @Test func combiningMarksShareACell() {
    var buffer = Buffer(size: Size(columns: 4, rows: 1))
    let used = buffer.draw("e\u{301}\u{302}\u{303}x", at: origin)
    #expect(used == 2)
    #expect(buffer[origin]?.glyph.text == "e\u{301}\u{302}")
  }

  @Test func anEmptyBufferTakesAnything() {
    let nothing = drawn(0, 0) { $0.draw("x", at: origin) }
    #expect(nothing == "\n")
  }
}

@Suite struct ChangedRunTests {
  private func runs(_ before: String, _ after: String) -> [ChangedRun] {
    var old = Buffer(size: Size(columns: 12, rows: 1))
    var new = old
    old.draw(before, at: Position(column: 0, row: 0))
    new.draw(after, at: Position(column: 0, row: 0))
    return new.changedRuns(since: old)
  }

  @Test func findsWhatChanged() {
    #expect(runs("same", "same").isEmpty)
    #expect(runs("abc", "abd") == [ChangedRun(row: 0, columns: 2..<3)])
    #expect(runs("a1", "b1") == [ChangedRun(row: 0, columns: 0..<1)])
  }

  @Test func bridgesShortGapsOnly() {
    #expect(runs("a--b", "x--y") == [ChangedRun(row: 0, columns: 0..<4)])
    #expect(
      runs("a---------b", "x---------y")
        == [ChangedRun(row: 0, columns: 0..<1), ChangedRun(row: 0, columns: 10..<11)])
  }

  @Test func holdsWholeWideGlyphs() {
    #expect(runs("網", "線") == [ChangedRun(row: 0, columns: 0..<2)])
  }

  @Test func anotherSizeIsAllNew() {
    let small = Buffer(size: Size(columns: 2, rows: 2))
    let large = Buffer(size: Size(columns: 3, rows: 2))
    #expect(large.changedRuns(since: small).count == 2)
  }

  /// Painting the runs over the old grid always gives the new grid.
  @Test func runsAreComplete() {
    var chance = SeededGenerator(seed: 11)
    let letters = ["a", "網", " ", "e\u{301}", "│"]
    var old = Buffer(size: Size(columns: 17, rows: 3))
    for _ in 0..<500 {
      var new = old
      for _ in 0..<Int.random(in: 0..<4, using: &chance) {
        let place = Position(
          column: Int.random(in: 0..<17, using: &chance), row: Int.random(in: 0..<3, using: &chance)
        )
        new.draw(letters[Int.random(in: 0..<5, using: &chance)], at: place)
      }
      let runs = new.changedRuns(since: old)
      for row in 0..<3 {
        for (column, cell) in new.row(row).enumerated() {
          let inRun = runs.contains { $0.row == row && $0.columns.contains(column) }
          let place = Position(column: column, row: row)
          #expect(inRun || cell == old[place])
        }
      }
      old = new
    }
  }
}
