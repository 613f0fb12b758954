// PackKnowledge OUTPUT ROOT FILE...
//
// Parses the knowledge files once, at build time, and writes them as one Swift text constant. A
// mistake in a file stops the build with its place. Run by the EmbedKnowledge plugin.
import Files
import Glibc
import YAML

func fail(_ message: String) -> Never {
  try? Files.writeAll(Array("\(message)\n".utf8), STDERR_FILENO, "standard error")
  exit(65)
}

let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first, let root = arguments.dropFirst().first else {
  fail("usage: PackKnowledge OUTPUT ROOT FILE...")
}
let files = arguments.dropFirst(2).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

var digest = Digest()
var documents: [Document] = []
var complaints: [String] = []
for file in files {
  do {
    let bytes = try Files.read("\(root)/\(file)", limit: ParserLimits.standard.bytes)
    digest.add(bytes)
    documents.append(try Document.parse(bytes, file: file))
  } catch let error as Diagnostic {
    complaints.append("\(root)/\(error)")
  } catch {
    complaints.append("\(error)")
  }
}
if !complaints.isEmpty { fail(complaints.joined(separator: "\n")) }

let packed = Packed.pack(documents)
let forbidden = packed.contains { $0 < 0x20 && $0 != 0x0A } || packed.contains(0x7F)
let text = String(decoding: packed, as: UTF8.self)
let fence = "####\"\"\""
if forbidden || text.contains("\"\"\"####") {
  fail("\(root): a knowledge file holds a control character or the text constant's own end mark")
}
let source = """
  /// Written by the build from the files in knowledge/.
  enum EmbeddedKnowledge {
    static let sha256 = "\(digest.hexadecimal())"
    static let packed: StaticString = \(fence)
  """
do {
  try Files.write(
    Array("\(source)\n\(text)\n\"\"\"####\n}\n".utf8), to: output, replacing: true)
} catch {
  fail("\(error)")
}
