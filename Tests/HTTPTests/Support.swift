import Glibc

/// Seconds of the wall clock.
func now() -> Int64 { Int64(time(nil)) }

struct NoFile: Error {}

/// A file in the system's temporary folder that holds a text.
func temporaryFile(_ text: String) throws -> String {
  var path = Array("/tmp/archadvisor-http-XXXXXX".utf8CString)
  let descriptor = mkstemp(&path)
  guard descriptor >= 0 else { throw NoFile() }
  defer { close(descriptor) }
  let bytes = Array(text.utf8)
  guard write(descriptor, bytes, bytes.count) == bytes.count else { throw NoFile() }
  return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
