import Testing

@testable import Advice

struct PointsTests {
  @Test(arguments: [
    (71_400, "71.400", "71.4"), (-6_550, "-6.550", "-6.6"), (5, "0.005", "0.0"),
    (100_000, "100.000", "100.0"), (-40, "-0.040", "0.0"),
  ])
  func pointsAreWrittenWithThreeDecimalsOrOne(thousandths: Int, exact: String, short: String) {
    #expect(Points(thousandths: thousandths).description == exact)
    #expect(Points(thousandths: thousandths).short == short)
  }
}

struct ValueSetTests {
  @Test func rangesThatTouchBecomeOne() {
    #expect(ValueSet([5...9, 1...4, 20...30, 25...40]).ranges == [1...9, 20...40])
  }

  @Test func complementAndIntersectionShareNothingAndMissNothing() {
    let set = ValueSet([2...4, 8...8])
    let rest = set.complement(in: 0...10)
    #expect(rest.ranges == [0...1, 5...7, 9...10])
    #expect(set.intersection(rest).isEmpty)
    #expect(set.union(rest).ranges == [0...10])
  }

  @Test func theNearestMemberIsTheLowerOneWhenTwoAreEquallyNear() {
    #expect(ValueSet([1...3, 7...9]).nearest(to: 5) == 3)
    #expect(ValueSet([1...3, 7...9]).nearest(to: 6) == 7)
    #expect(ValueSet([1...3, 7...9]).nearest(to: 8) == 8)
    #expect(ValueSet().nearest(to: 1) == nil)
  }
}

struct DomainTests {
  static let percent = Domain.percent(0...10_000_000)

  @Test(arguments: [
    ("99.9", 9_990_000), ("0", 0), ("100", 10_000_000), ("99.99999", 9_999_999), ("5.00", 500_000),
  ])
  func percentagesAreReadExactly(text: String, value: Int) {
    #expect(Self.percent.value(text) == value)
  }

  @Test(arguments: [
    "100.1", "99.999999", "-1", "1e2", "", ".", "5.", ".5", "١", "1 ", "0x5", "nan",
  ])
  func whatIsNoPercentageIsRefused(text: String) {
    #expect(Self.percent.value(text) == nil)
  }

  @Test(arguments: [(9_990_000, "99.9"), (0, "0"), (9_999_999, "99.99999"), (10_000_000, "100")])
  func percentagesAreWrittenWithoutNeedlessDigits(value: Int, text: String) {
    #expect(Self.percent.text(value) == text)
  }

  @Test func setsAreWrittenForPeople() {
    let integer = Domain.integer(1...100)
    #expect(integer.text(ValueSet(5...9)) == "5 to 9")
    #expect(integer.text(ValueSet(10...100)) == "at least 10")
    #expect(integer.text(ValueSet(1...9)) == "at most 9")
    #expect(integer.text(ValueSet([1...1, 7...8])) == "1 or 7 to 8")
    let words = Domain.words(["low", "high"].map { Word(name: $0, means: "") }, ordered: true)
    #expect(words.text(ValueSet(0...1)) == "low or high")
    #expect(integer.text(ValueSet([1...1, 3...3, 7...8])) == "1, 3 or 7 to 8")
  }
}
