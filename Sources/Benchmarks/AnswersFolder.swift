import Files
import Glibc
import YAML

/// Many answers files in a folder of their own, each with another number of developers.
struct AnswersFolder {
  let path: String
  private let names: [String]

  /// - Returns: nil when the model cannot be read or a file cannot be written.
  init?(_ count: Int, like model: String) {
    var template = Array("/tmp/archadvisor-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil,
      let bytes = try? Files.read(model, limit: ParserLimits.standard.bytes)
    else { return nil }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    names = (0..<count).map { "\(10000 + $0).yaml" }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    for (index, name) in names.enumerated() {
      let own = lines.map { line in
        line.hasPrefix("  team-size:") ? "  team-size: \(50 + index)" : String(line)
      }
      let text = own.joined(separator: "\n") + "\n"
      guard (try? Files.write(Array(text.utf8), to: "\(path)/\(name)", replacing: false)) != nil
      else { return nil }
    }
  }

  func remove() {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
