import HTTP
import Text

@testable import ShopRuntime

/// A line with method, path and query, lines of headers, an empty line, the body.
func request(_ text: Substring) -> Request {
  let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
  let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
  let words = (lines.first ?? "").split(separator: " ", maxSplits: 1).map(String.init)
  let target = (words.count > 1 ? words[1] : "/").split(
    separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
  var request = Request(words.first ?? "GET", String(target[0]))
  if target.count > 1 {
    request.query = target[1].split(separator: "&").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: String(sides[0]), value: sides.count > 1 ? String(sides[1]) : "")
    }
  }
  for line in lines.dropFirst() {
    let sides = line.split(separator: ":", maxSplits: 1).map(String.init)
    if sides.count == 2 { request.headers.add(sides[0], String(sides[1].drop { $0 == " " })) }
  }
  if parts.count > 1 { request.body = Array(parts[1].utf8) }
  return request
}

func check(_ response: Response) {
  precondition((200..<500).contains(response.status) || response.status == 503, response.text)
  let isMetrics = response.headers["Content-Type"]?.hasPrefix("text/plain") ?? false
  if response.status == 204 || isMetrics { return }
  precondition(JSONBody.root(response.body) != nil, "no JSON: \(response.text)")
  let line = response.text.dropLast()
  precondition(line.unicodeScalars.allSatisfy { !$0.steersTerminal }, "steers a terminal: \(line)")
}
