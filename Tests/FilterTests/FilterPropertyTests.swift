import Filter
import MeshModel
import TestSupport
import Testing

@Suite("Any filter")
struct FilterPropertyTests {
  private typealias Services = Filter<ServiceRow>

  @Test("reads as it prints", arguments: 0..<20)
  func roundTrip(seed: UInt64) throws {
    var chance = Chance(SeededGenerator(seed: seed))
    for _ in 0..<100 {
      let condition = chance.condition(depth: 4)
      let text = condition.description
      let again = try Services(text, ServiceRow.fields).condition
      #expect(again == condition, "\(text)")
      #expect(again.description == text)
    }
  }

  @Test("of any text is read or refused at a place in it", arguments: 0..<20)
  func neverCrashes(seed: UInt64) {
    var chance = Chance(SeededGenerator(seed: seed))
    for _ in 0..<500 {
      let text = chance.soup()
      do throws(FilterProblem) {
        let filter = try Services(text, ServiceRow.fields)
        for row in ServiceRow.rows(of: Village.snapshot) { _ = filter.matches(row) }
      } catch {
        #expect(error.text == text && !error.sentence.isEmpty && !error.place.isEmpty)
        #expect(error.place.lowerBound <= text.unicodeScalars.count)
      }
      do throws(FilterProblem) {
        _ = try Order(text, ServiceRow.fields)
      } catch {
        #expect(!error.place.isEmpty && error.place.lowerBound <= text.unicodeScalars.count)
      }
    }
  }
}

/// Conditions and texts made by chance.
private struct Chance {
  private var generator: SeededGenerator

  init(_ generator: SeededGenerator) { self.generator = generator }

  /// Chains inside chains of the same kind included: these need their parentheses.
  mutating func condition(depth: Int) -> Condition {
    let kind = depth == 0 ? 3 : Int.random(in: 0..<6, using: &generator)
    switch kind {
    case 0: return .all(parts(depth))
    case 1: return .any(parts(depth))
    case 2: return .not(condition(depth: depth - 1))
    case 3: return .isUnknown(field: pick(["p99", "err", "name", "4xx"]))
    case 4: return numbers()
    default:
      let signs: [Comparison] = [.equal, .notEqual, .contains, .lacks]
      return .compare(field: "name", pick(signs), .text(word()))
    }
  }

  private mutating func numbers() -> Condition {
    let orders: [Comparison] = [.less, .atMost, .more, .atLeast, .equal, .notEqual]
    let values = [
      0, -1, 5, 0.1, 1e-7, 12345.678, 1e22, Double.random(in: 0...1000, using: &generator),
    ]
    return .compare(field: pick(["p99", "err", "rate", "n"]), pick(orders), .number(pick(values)))
  }

  private mutating func parts(_ depth: Int) -> [Condition] {
    (0..<Int.random(in: 2...4, using: &generator)).map { _ in condition(depth: depth - 1) }
  }

  private mutating func word() -> String {
    let pieces = [
      "pay", "and", "NOT", "is", " ", "\"", "'", "\\", "(", "ü", "\u{1B}", "5%", "=", "!",
    ]
    return (0..<Int.random(in: 0...4, using: &generator)).map { _ in pick(pieces) }.joined()
  }

  /// Pieces of filters in no order.
  mutating func soup() -> String {
    let pieces = [
      "err", "p99", "health", "failing", " ", " ", " ", ">", "<=", "=", "!", "~", "!~", "(", ")",
      "and", "or", "not", "is", "unknown", "5", "200ms", "1e9", "%", "\"", "'", "\\", ",", ":desc",
      "\u{0}", "\u{202E}", "é", "&&", "|", "-", ".", "\n",
    ]
    return (0..<Int.random(in: 0...20, using: &generator)).map { _ in pick(pieces) }.joined()
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }
}
