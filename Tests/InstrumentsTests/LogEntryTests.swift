import Instruments
import Testing

/// Log lines read back, whoever wrote them.
@Suite struct LogEntryTests {
  @Test func ourOwnLines() {
    let line = LogLine(
      at: "2026-11-21T10:00:00.000Z", level: .warning, service: "order", instance: "order-2",
      trace: "4bf9", message: "breaker-open", fields: [(name: "to", value: "payment\u{1B}")])
    let entry = LogEntry(line.json, of: "order-9", after: "")
    #expect(
      entry
        == LogEntry(
          at: "2026-11-21T10:00:00.000Z", level: .warning, instance: "order-2", trace: "4bf9",
          words: "breaker-open  to=payment\u{1B}"))
  }

  /// What is no line of ours is kept as it is, at the time of the one before.
  @Test(arguments: ["Fatal error: Index out of range", "{\"at\":1}", "[]", "", "{\"message\":"])
  func others(_ text: String) {
    let entry = LogEntry(text, of: "order-2", after: "10:00")
    #expect(entry == LogEntry(at: "10:00", level: nil, instance: "order-2", words: text))
  }

  @Test func longLinesAreCut() {
    let entry = LogEntry(String(repeating: "x", count: 9_000), of: "a", after: "")
    #expect(entry.words.count == LogEntry.longest)
  }

  @Test(arguments: [
    ("", true), ("PAYMENT", true), ("warn", true), ("order-2", true), ("4bf9", true),
    ("nine", false),
    ("!nine", true), ("!payment", false), ("!", true),
  ])
  func mentions(_ text: String, _ isFound: Bool) {
    let entry = LogEntry(
      at: "", level: .warning, instance: "order-2", trace: "4bf9", words: "to=Payment")
    #expect(entry.mentions(text) == isFound)
  }
}
