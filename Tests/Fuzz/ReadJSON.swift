import JSON

/// Any bytes either are JSON all of whose values can be looked at, or give one place.
@_cdecl("LLVMFuzzerTestOneInput")
public func readJSON(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  do throws(JSONProblem) {
    let document = try JSONDocument(input)
    let seen = walk(document.root)
    precondition(seen > 0, "a document has a value")
  } catch {
    precondition((0...count).contains(error.offset), "a place outside of the text")
    precondition(error.sentence.utf8.count < 100)
  }
  return 0
}

/// Touches every value, so that reading one out of bounds shows, and counts them.
func walk(_ value: JSONValue) -> Int {
  let kinds = [
    value.isNull, value.flag != nil, value.number != nil, value.string != nil, value.isArray,
    value.isObject,
  ]
  precondition(kinds.filter { $0 }.count == 1, "a value is of one kind")
  var seen = 1
  for item in value.items { seen += walk(item) }
  for member in value.members {
    // A name that was no text before it was repaired cannot be asked for.
    let isText = !member.name.unicodeScalars.contains("\u{FFFD}")
    precondition(!isText || value[member.name] != nil, "a member is found by its name")
    seen += walk(member.value)
  }
  return seen
}
