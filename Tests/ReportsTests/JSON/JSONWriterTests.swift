import JSON
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
  private func write(pretty: Bool = false, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(pretty: pretty)
    writer.object { body(&$0) }
    return writer.text
  }

  @Test("fields stand in the order given, numbers as given")
  func fields() {
    let text = write {
      $0.raw("points", "1.500")
      $0.integer("count", -3)
      $0.flag("yes", true)
      $0.string("missing", nil)
      $0.array("list", ["a", "b"])
      $0.array("empty", [])
      $0.object("inside") { $0.string("key", "value") }
    }
    #expect(
      text
        == #"{"points":1.500,"count":-3,"yes":true,"missing":null,"list":["a","b"],"empty":[],"#
        + #""inside":{"key":"value"}}"# + "\n")
  }

  @Test("one value a line when somebody reads it")
  func pretty() {
    let text = write(pretty: true) {
      $0.array("list", ["a"])
      $0.array("empty", [])
    }
    #expect(text == "{\n  \"list\": [\n    \"a\"\n  ],\n  \"empty\": []\n}\n")
  }

  static let escapes: [(text: String, json: String)] = [
    ("plain", "plain"), ("\"\\", #"\"\\"#), ("a\nb\tc", #"a\nb\u0009c"#), ("\u{0}", #"\u0000"#),
    ("\u{1B}[31m\u{7F}", #"\u001b[31m\u007f"#), ("é日本", "é日本"), ("\u{202E}", #"\u202e"#),
    ("\u{2028}", #"\u2028"#), ("\u{E0041}", #"\udb40\udc41"#),
  ]

  @Test("what could end a string or steer a terminal is escaped", arguments: escapes)
  func escape(_ text: String, _ json: String) {
    #expect(write { $0.string("key", text) } == "{\"key\":\"\(json)\"}\n")
  }

  @Test("what was captured can be put again, with its commas")
  func capture() {
    var before: [UInt8] = []
    var after: [UInt8] = []
    let text = write {
      $0.array("list", 1...2) { json, number in
        json.object {
          if number == 1 { before = $0.capture { $0.string("a", "x") } } else { $0.put(before) }
          $0.integer("n", number)
          if number == 1 { after = $0.capture { $0.string("b", "y") } } else { $0.put(after) }
        }
      }
    }
    #expect(text == #"{"list":[{"a":"x","n":1,"b":"y"},{"a":"x","n":2,"b":"y"}]}"# + "\n")
  }
}
