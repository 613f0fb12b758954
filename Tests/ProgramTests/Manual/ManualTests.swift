import TestSupport
import Testing

@Suite("The manual page")
struct ManualTests {
  @Test("man reads it without a warning, and it is complete")
  func parses() throws {
    let page = try Program.archadvisor.run("--man")
    #expect(page.status == 0 && page.errors.isEmpty)
    #expect(page.output.utf8.allSatisfy { $0 < 0x80 })
    let folder = try TemporaryFolder()
    let path = try folder.file("archadvisor.1", page.output)
    let read = try Program("/usr/bin/man").run(
      "--warnings", "-E", "ascii", "-l", path,
      environment: ["MANWIDTH": "200", "LANG": "C.UTF-8", "MANPAGER": "cat", "TERM": "dumb"])
    #expect(read.status == 0 && read.errors.isEmpty, "\(read)")
    for part in ["mesh stat", "config template", "--config FILE", "ARCHADVISOR_CONFIG", "EXIT"] {
      #expect(read.output.contains(part), "\(part)")
    }
    let help = try Program.archadvisor.run("--help", environment: ["COLUMNS": "200"]).output
    for line in help.split(separator: "\n") where line.hasPrefix("  ") && line.contains("  ") {
      let name = line.split(separator: "  ").first.map(String.init)?.drop { $0 == " " } ?? ""
      #expect(page.output.contains(name.replacing("-", with: "\\-")), "\(name)")
    }
  }
}
