import TestSupport
import Testing

@testable import JSON

struct JSONFieldsTests {
  private enum Colour: String, CaseIterable { case red, green }

  private static func fields(_ text: String) throws -> JSONFields {
    let document = try JSONDocument.read(Array(text.utf8), limit: 1000, depth: 4)
    return try JSONFields(document.root, "a thing")
  }

  /// What the first complaint about a text says, with its place.
  private static func complaint(
    _ text: String, _ read: (JSONFields) throws -> Void
  ) -> String {
    do {
      try read(try fields(text))
      return "no complaint"
    } catch let complaint as JSONComplaint {
      return "\(complaint.line):\(complaint.column) \(complaint.message)"
    } catch {
      return "\(error)"
    }
  }

  @Test func whatFitsIsRead() throws {
    let fields = try Self.fields(
      #"{"text": "é\n", "number": -7, "word": "green", "list": [1, 2], "none": null, "more": {}}"#)
    #expect(try fields.text("text") == "é\n")
    #expect(try fields.integer("number") == -7 && fields.integer("number", in: -7...0) == -7)
    #expect(try fields.choice("word", as: Colour.self) == .green)
    #expect(try fields.list("list").map(\.wholeNumber) == [1, 2])
    #expect(fields.optional("none") == nil && fields.optional("away") == nil)
    #expect(fields.optional("more")?.isObject == true)
  }

  @Test(arguments: [
    ("[]", "1:1 expected a thing as an object, found an array"),
    (#"{"a": 1, "b": 2, "\u0061": 3}"#, "1:28 the key 'a' stands there twice"),
    ("{}", "1:1 the key 'a' is missing"), (#"{"a": ""}"#, "1:7 expected text, found '' in quotes"),
    ("{\n \"é\": 1,\n  \"a\": null}", "3:8 expected text, found 'null'"),
    (#"{"a": {"a": "b"}}"#, "1:7 expected text, found an object"),
    (
      "{\"a\": \"\(String(repeating: "x", count: 50))\", \"a\": 1}",
      "1:66 the key 'a' stands there twice"
    ),
  ])
  func whatIsNoTextIsNamed(text: String, complaint: String) {
    #expect(Self.complaint(text) { _ = try $0.text("a") } == complaint)
  }

  @Test(arguments: [
    (#"{"a": "1"}"#, "1:7 expected a whole number, found '1' in quotes"),
    (#"{"a": 1.0}"#, "1:7 expected a whole number, found '1.0'"),
    (#"{"a": 1000000000000000000}"#, "1:7 expected a whole number, found '1000000000000000000'"),
    (#"{"a": -1000000000000000000}"#, "1:7 expected a whole number, found '-1000000000000000000'"),
    (#"{"a": 99999999999999999999}"#, "1:7 expected a whole number, found '99999999999999999999'"),
    (#"{"a": 999999999999999999}"#, "no complaint"),
    (#"{"a": -999999999999999999}"#, "no complaint"),
  ])
  func whatIsNoWholeNumberIsNamed(text: String, complaint: String) {
    #expect(Self.complaint(text) { _ = try $0.integer("a") } == complaint)
  }

  @Test func boundsWordsAndArraysAreChecked() {
    #expect(
      Self.complaint(#"{"a": 5}"#) { _ = try $0.integer("a", in: 1...4) }
        == "1:7 expected a whole number from 1 to 4, found '5'")
    #expect(
      Self.complaint(#"{"a": "gren"}"#) { _ = try $0.choice("a", as: Colour.self) }
        == "1:7 'gren' is not one of red, green; did you mean 'green'?")
    #expect(
      Self.complaint(#"{"a": true}"#) { _ = try $0.choice("a", as: Colour.self) }
        == "1:7 expected one of red, green, found 'true'")
    #expect(
      Self.complaint(#"{"a": {}}"#) { _ = try $0.list("a") }
        == "1:7 expected an array, found an object")
  }

  @Test(arguments: [
    ("", "1:1 the JSON breaks off here"), ("{\"a\":\n[1,", "2:4 the JSON breaks off here"),
    ("a: 1", "1:1 this is not JSON"), ("{} {}", "1:4 something follows the JSON value"),
    ("[[[[[1]]]]]", "1:5 it is nested deeper than 4 levels"),
    (String(repeating: " ", count: 1001), "1:1 it is larger than 1000 bytes"),
  ])
  func whatIsNoJSONIsNamed(text: String, complaint: String) {
    #expect(Self.complaint(text) { _ in } == complaint)
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(throws: JSONComplaint.self) {
      try JSONDocument.read([0x22, 0xFF, 0x22], limit: 9, depth: 1)
    }
  }

  /// Whatever the text, reading it ends with a value or with a place inside it.
  @Test func everyPlaceIsInsideTheText() throws {
    let text = Array(#"{"a": [1, "é\u00e9", {"b": null}], "c": 1e5, "a": true}"#.utf8)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      var hostile = text
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        hostile[Int.random(in: 0..<hostile.count, using: &random)] =
          UInt8.random(in: 0...255, using: &random)
      }
      do throws(JSONComplaint) {
        let root = try JSONDocument.read(hostile, limit: 1000, depth: 4).root
        _ = try JSONFields(root, "a thing").text("c")
      } catch {
        let complaint = error
        let lines = hostile.count { $0 == 0x0A } + 1
        #expect((1...lines).contains(complaint.line))
        #expect((1...hostile.count + 1).contains(complaint.column))
        #expect(!complaint.message.isEmpty)
      }
    }
  }
}
