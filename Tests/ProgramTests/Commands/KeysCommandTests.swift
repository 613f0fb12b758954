import JSON
import TestSupport
import Testing

@Suite("The list of all keys")
struct KeysCommandTests {
  @Test("fits eighty columns and says where a key holds")
  func text() throws {
    let run = try Program.archadvisor.run("keys")
    #expect(run.status == 0 && run.errors.isEmpty)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { $0.count <= 80 })
    let headings = lines.filter { !$0.hasPrefix(" ") }
    #expect(Set(headings).count == headings.count, "no two places have one name")
    #expect(headings.contains("Matrix") && headings.contains("Everywhere"))
    #expect(lines.contains { $0.firstMatch(of: /^  F +Lets faults be set/) != nil })
    #expect(lines.contains { $0.firstMatch(of: /^  Up k +Goes up\./) != nil })
  }

  private struct Line {
    let scope: String
    let keys: [String]
    let does: String
  }

  private func lines() throws -> [Line] {
    let run = try Program.archadvisor.run("keys", "-o", "json")
    let root = try JSONDocument(run.outputBytes).root
    #expect(root["schema"]?.string == "archadvisor.keys/1")
    return (root["scopes"]?.items ?? []).flatMap { scope in
      (scope["bindings"]?.items ?? []).map { binding in
        let keys = binding["keys"]?.items.compactMap(\.string) ?? []
        return Line(
          scope: scope["scope"]?.string ?? "", keys: keys, does: binding["does"]?.string ?? "")
      }
    }
  }

  /// Whoever reads the JSON can play what it names.
  @Test("names keys as the program takes them")
  func names() throws {
    let names = Set(try lines().flatMap(\.keys))
    #expect(names.isSuperset(of: ["X", "Space", "Ctrl-L", "F1", "PageDown", "Shift-Tab"]))
    let script = names.filter { $0 != "Ctrl-C" && $0 != "q" }.sorted().joined(separator: " ")
    let run = try Program.archadvisor.run("--headless", "80x24", "--keys", "? \(script)")
    #expect(run.status != 64, "\(run)")
  }

  @Test("tells the same as text and as JSON")
  func same() throws {
    let text = try Program.archadvisor.run("keys").output
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let known = try lines()
    #expect(known.contains { $0.scope == "everywhere" && $0.keys == ["q"] })
    for line in known {
      #expect(words.contains((line.keys + [line.does]).joined(separator: " ")), "\(line)")
    }
  }
}
