import Terminal
import TestSupport
import Testing

@Suite struct DivisionTests {
  @Test func sharesWhatIsLeftOver() {
    let tracks: [Track] = [.fixed(3), .flexible(), .flexible(atLeast: 2, share: 2)]
    #expect(Division.ranges(of: 14, among: tracks) == [0..<3, 3..<6, 6..<14])
  }

  @Test func oddCellsGoToTheFirst() {
    let tracks: [Track] = [.flexible(), .flexible(), .flexible()]
    #expect(Division.ranges(of: 8, among: tracks) == [0..<3, 3..<6, 6..<8])
  }

  @Test func leavesOutInOrder() {
    let tracks: [Track] = [.fixed(4), .fixed(4, dropOrder: 2), .fixed(4, dropOrder: 1)]
    #expect(Division.ranges(of: 14, among: tracks, gap: 1) == [0..<4, 5..<9, 10..<14])
    #expect(Division.ranges(of: 13, among: tracks, gap: 1) == [0..<4, 5..<9, nil])
    #expect(Division.ranges(of: 8, among: tracks, gap: 1) == [0..<4, nil, nil])
    #expect(Division.ranges(of: 2, among: tracks, gap: 1) == [0..<2, nil, nil])
  }

  @Test func neverOverlapsNorLeavesTheLength() {
    var chance = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      let length = Int.random(in: 0..<60, using: &chance)
      let gap = Int.random(in: 0..<3, using: &chance)
      let tracks = (0..<Int.random(in: 0..<7, using: &chance)).map { index in
        Track(
          minimum: Int.random(in: 0..<20, using: &chance),
          share: Int.random(in: 0..<3, using: &chance),
          dropOrder: Bool.random(using: &chance) ? index : nil)
      }
      var end = 0
      for range in Division.ranges(of: length, among: tracks, gap: gap) {
        guard let range else { continue }
        #expect(range.lowerBound >= end && range.upperBound <= length)
        end = range.upperBound
      }
    }
  }
}

@Suite struct AreaTests {
  private let area = Area(column: 2, row: 1, columns: 10, rows: 5)

  @Test func shrinksNeverBelowNothing() {
    #expect(area.inset(columns: 6, rows: 3).isEmpty)
    #expect(area.dropping(top: 9).isEmpty)
    #expect(area.line(5).isEmpty)
    #expect(area.inset(columns: 1, rows: 1) == Area(column: 3, row: 2, columns: 8, rows: 3))
  }

  @Test func meetsAndCenters() {
    let other = Area(column: 10, row: 4, columns: 10, rows: 10)
    #expect(area.intersection(other) == Area(column: 10, row: 4, columns: 2, rows: 2))
    #expect(area.intersection(Area(column: 40, row: 4, columns: 1, rows: 1)).isEmpty)
    #expect(area.centered(columns: 4, rows: 99) == Area(column: 5, row: 1, columns: 4, rows: 5))
  }
}
