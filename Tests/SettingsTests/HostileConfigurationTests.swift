import Dashboard
import Settings
import Terminal
import TestSupport
import Testing
import YAML

/// Whatever a file holds, reading it ends, and what is said about it can be shown.
@Suite struct HostileConfigurationTests {
  private static let seeds = [
    Configuration.template,
    "theme: light\nthresholds: [{service: a, 5xx: [1, 2], p95: 1s}]\nkeys: {quit: [Q, Ctrl-Q]}\n",
    "base: mono\nroles: {ok: \"#123456\", bad: {text: red, attributes: [bold]}}\n",
  ]

  @Test(arguments: 0..<60 as Range<UInt64>)
  func endsInWords(_ seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var bytes = Array(Self.seeds[Int(seed % 3)].utf8)
    for _ in 0..<Int.random(in: 1...12, using: &chance) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &chance)
      switch Int.random(in: 0..<4, using: &chance) {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &chance)
      case 2: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
      default:
        let sign = Array("{}[]:,-#\"' \n\t&*!|>%@`0".utf8).randomElement(using: &chance) ?? 0x20
        bytes.insert(sign, at: place)
      }
    }
    let complaints = Complaints()
    let found = Configuration.read(bytes, file: "c.yaml", themes: ["default"], complaints)
    _ = ThemeReader.read(bytes, name: "own", file: "t.yaml", complaints)
    #expect(found.table.conflicts.isEmpty)
    for line in complaints.lines {
      #expect(
        line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
      #expect(line.hasPrefix("c.yaml:") || line.hasPrefix("t.yaml:") || line.hasPrefix("and "))
    }
  }
}
