import YAML

/// Any bytes either parse, and then survive packing unchanged, or give one printable complaint.
@_cdecl("LLVMFuzzerTestOneInput")
public func parseYAML(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  do throws(Diagnostic) {
    let document = try Document.parse(input, file: "fuzz.yaml")
    let packed = Packed.pack([document])
    packed.withUnsafeBufferPointer { buffer in
      let copies = Packed.index(buffer).map { $0.document() }
      precondition(copies.count == 1, "one document was packed")
      precondition(copies[0].map { Packed.pack([$0]) } == packed, "a packed document changed")
    }
    walk(document.root)
  } catch {
    checkComplaint(error)
  }
  return 0
}

/// Touches every node, so that reading one out of bounds shows.
func walk(_ node: Node) {
  precondition(node.isScalar == (node.text != nil))
  for item in node.items { walk(item) }
  for entry in node.entries {
    walk(entry.key)
    walk(entry.value)
  }
}
