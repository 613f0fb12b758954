import Testing
import YAML

@Suite("Reading a mapping field by field")
struct FieldsTests {
  enum Colour: String, CaseIterable { case red, green, blue }

  /// Reads one field of every kind; tells what was read and what is wrong.
  private func read(_ text: String) throws -> (values: [String], complaints: [String]) {
    let complaints = Complaints()
    let document = try Document.parse(Array(text.utf8), file: "f")
    var fields = Fields(document.root, "a thing", complaints)
    let name = fields.text("name")
    let size = fields.integer("size")
    let colour: Colour? = fields.choice("colour")
    let isOpen = fields.optionalFlag("open")
    let tags = fields.texts("tags")
    let note = fields.optionalText("note")
    fields.finish()
    let values: [String?] = [
      name, size.map(String.init), colour?.rawValue, isOpen.map(String.init),
      tags.joined(separator: "+"), note,
    ]
    return (values.map { $0 ?? "-" }, complaints.lines)
  }

  @Test("what fits is read")
  func fits() throws {
    let (values, complaints) = try read(
      "{name: 'n', size: -12, colour: green, open: false, tags: [a, b], note: m}")
    #expect(values == ["n", "-12", "green", "false", "a+b", "m"])
    #expect(complaints == [])
    #expect(try read("{name: n, size: 0, colour: red}").complaints == [])
  }

  static let table: [(text: String, complaints: [String])] = [
    (
      "[]",
      ["f:1:1: error: expected a thing as a mapping, found a list"]
    ),
    (
      "x", ["f:1:1: error: expected a thing as a mapping, found 'x'"]
    ),
    (
      "{size: 1, colour: red}", ["f:1:1: error: the key 'name' is missing"]
    ),
    (
      "{name: {}, size: 1, colour: red}", ["f:1:8: error: expected text, found a mapping"]
    ),
    (
      "{name: '', size: 1, colour: red}", ["f:1:8: error: expected text, found '' in quotes"]
    ),
    (
      "{name: n, size: 1.5, colour: red}",
      ["f:1:17: error: expected a whole number, found '1.5'"]
    ),
    (
      "{name: n, size: '1', colour: red}",
      ["f:1:17: error: expected a whole number, found '1' in quotes"]
    ),
    (
      "{name: n, size: 1234567890123456789, colour: red}",
      ["f:1:17: error: expected a whole number, found '1234567890123456789'"]
    ),
    (
      "{name: n, size: 1, colour: grene}",
      ["f:1:28: error: 'grene' is not one of red, green, blue; did you mean 'green'?"]
    ),
    (
      "{name: n, size: 1, colour: [red]}",
      ["f:1:28: error: expected one of red, green, blue, found a list"]
    ),
    (
      "{name: n, size: 1, colour: red, open: yes}",
      ["f:1:39: error: expected true or false, found 'yes'"]
    ),
    (
      "{name: n, size: 1, colour: red, tags: a}",
      ["f:1:39: error: expected a list, found 'a'"]
    ),
    (
      "{name: n, size: 1, colour: red, tags: [a, [b]]}",
      ["f:1:43: error: expected text, found a list"]
    ),
    (
      "{name: n, size: 1, colour: red, sise: 2}",
      ["f:1:33: error: unknown key 'sise'; did you mean 'size'?"]
    ),
    (
      "{name: n, size: 1, colour: red, xylophone: 2}",
      [
        "f:1:33: error: unknown key 'xylophone'; known keys: name, size, colour, open, tags, note"
      ]
    ),
  ]

  @Test("what does not fit is told with its place", arguments: table)
  func complaints(_ text: String, _ complaints: [String]) throws {
    #expect(try read(text).complaints == complaints)
  }

  @Test("everything wrong with a mapping is told at once")
  func all() throws {
    #expect(try read("{size: a, color: red, open: 1}").complaints.count == 5)
  }

  @Test("long texts from a file are shortened in complaints")
  func long() throws {
    let text = String(repeating: "x", count: 500)
    let complaint = try #require(try read("{name: [], size: \(text), colour: red}").complaints.last)
    #expect(complaint.hasSuffix("found '\(text.prefix(40))…'"))
  }
}
