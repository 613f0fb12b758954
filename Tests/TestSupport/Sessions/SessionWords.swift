/// The words of a line: separated by blanks, or in double quotes.
struct SessionWords {
  let all: [String]

  init(_ line: String) throws {
    var words: [String] = []
    var rest = line[...]
    while let first = rest.drop(while: { $0 == " " }).first {
      rest = rest.drop { $0 == " " }
      if first == "\"" {
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: "\"") else {
          throw HarnessError("a double quote without its partner")
        }
        words.append(String(rest[..<end]))
        rest = rest[rest.index(after: end)...]
      } else {
        words.append(String(rest.prefix { $0 != " " }))
        rest = rest.drop { $0 != " " }
      }
    }
    all = words
  }

  func one() throws -> String {
    guard all.count == 1 else { throw HarnessError("one word or text in quotes belongs here") }
    return all[0]
  }

  /// Texts, and the seconds after `within`; 20 without it.
  func timed() throws -> (texts: [String], seconds: Int) {
    var texts = all
    var seconds = 20
    if texts.count > 2, texts[texts.count - 2] == "within" {
      guard let number = Int(texts[texts.count - 1].prefix { $0.isNumber }) else {
        throw HarnessError("'within' needs seconds, as in 40s")
      }
      seconds = number
      texts.removeLast(2)
    }
    guard !texts.isEmpty, !texts.contains("") else { throw HarnessError("no text to look for") }
    return (texts, seconds)
  }

  /// The first word, and what follows it.
  static func head(of line: String) -> (first: String, rest: String) {
    let first = line.prefix { $0 != " " }
    return (String(first), String(line[first.endIndex...].drop { $0 == " " }))
  }

  static func size(_ text: String) throws -> (columns: Int, rows: Int) {
    let sides = text.split(separator: "x").map { Int($0) ?? 0 }
    guard sides.count == 2, sides.allSatisfy({ $0 > 0 }) else {
      throw HarnessError("'\(text)' is no size such as 120x36")
    }
    return (sides[0], sides[1])
  }
}
