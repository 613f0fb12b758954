import Filter
import Reports
import Terminal
import Testing

@Suite("What is said about a wrong filter")
struct FilterPointerTests {
  private func lines(_ text: String) -> [String] {
    let problem = #expect(throws: FilterProblem.self) { try Filter(text, ServiceRow.fields) }
    return problem?.lines(option: "where") ?? []
  }

  @Test("a caret stands under the mistake")
  func caret() {
    #expect(
      lines("err > 5 and pp99 > 2") == [
        "archadvisor: error: --where: there is no field 'pp99'; did you mean 'p99'?",
        "  err > 5 and pp99 > 2",
        "              ^~~~",
      ])
    #expect(lines("err >").suffix(2) == ["  err >", "       ^"])
  }

  @Test("also where characters are wide, steer terminals or are very many")
  func strange() {
    let wide = lines("name = 日本 and errr > 5")
    #expect(wide[2].prefix { $0 != "^" }.count == TextWidth.columns("  name = 日本 and "))
    let hostile = lines("name = 'a\u{1B}[2J\n' and x\u{7}y > 5").joined()
    #expect(hostile.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    let long = lines(String(repeating: "err > 5 or ", count: 100) + "errr > 5")
    #expect(long.allSatisfy { $0.count < 160 })
    #expect(
      long[2].prefix { $0 != "^" }.count
        == long[1].firstRange(of: "errr").map {
          long[1].distance(from: long[1].startIndex, to: $0.lowerBound)
        })
  }
}
