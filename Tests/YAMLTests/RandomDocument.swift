import TestSupport

/// A random tree, and the same as YAML text in a random style.
struct RandomDocument {
  indirect enum Tree: Equatable {
    case scalar(String, isPlain: Bool)
    case sequence([Tree])
    case mapping([Pair])
  }

  struct Pair: Equatable {
    let key: String
    let value: Tree
  }

  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func tree(depth: Int = 4) -> Tree {
    switch Int.random(in: 0..<(depth == 0 ? 2 : 4), using: &random) {
    case 0: return .scalar("w\(Int.random(in: 0...9999, using: &random))", isPlain: true)
    case 1: return .scalar(anyText(), isPlain: false)
    case 2:
      return .sequence(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in tree(depth: depth - 1) })
    default:
      return .mapping(
        (0..<Int.random(in: 0...4, using: &random)).map { index in
          Pair(key: "k\(index)\(anyText())", value: tree(depth: depth - 1))
        })
    }
  }

  private mutating func anyText() -> String {
    let pieces = [
      "a", "é", "🏛", "\n", "\t", " ", "\"", "\\", "#", ": ", "- ", "{", "&x", "\u{1B}", "\0",
    ]
    return (0..<Int.random(in: 0...5, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  /// In flow style, so that the text is also nearly JSON; line breaks where YAML allows them.
  mutating func text(_ tree: Tree) -> String {
    switch tree {
    case .scalar(let text, let isPlain): return isPlain ? text : quoted(text)
    case .sequence(let items):
      return "[\(items.map { text($0) }.joined(separator: separator()))]"
    case .mapping(let pairs):
      let texts = pairs.map { "\(quoted($0.key)): \(text($0.value))" }
      return "{\(texts.joined(separator: separator()))}"
    }
  }

  private mutating func separator() -> String {
    [", ", ",\n  ", " ,   "].randomElement(using: &random) ?? ", "
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
