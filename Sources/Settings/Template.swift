import Dashboard
import Terminal

extension Configuration {
  /// A file that changes nothing: every setting with the value it has anyway, behind a `#` without a
  /// space, and what it is for behind one with.
  public static var template: String {
    var lines = [
      "# The configuration of archadvisor. Lines that begin with '#' and a letter are settings with",
      "# their usual values: take the '#' away and change them. 'archadvisor config show' tells what is",
      "# in force; options of the command line and the environment go before what stands here.",
      "",
      "schema: \(schema)",
    ]
    for setting in Setting.allCases {
      lines.append("")
      lines += wrapped(setting.summary).map { "# \($0)" }
      lines += examples(setting).map { "# \($0)" }
      lines += setting == .keys ? keyLines : ["#\(setting.rawValue): \(setting.usual)"]
    }
    return lines.map { "\($0)\n" }.joined()
  }

  private static func examples(_ setting: Setting) -> [String] {
    switch setting {
    case .thresholds:
      [
        "As in", "  thresholds:", "    - {service: payment, 5xx: [1, 5], p99: 300ms}",
        "    - {service: \"search*\", 4xx: [50, 80], p95: 800ms, sample: 50}",
      ]
    case .sources: ["As in", "  sources: [\"envoy=http://127.0.0.1:9901\"]"]
    default: []
    }
  }

  /// Every action with its keys.
  private static var keyLines: [String] {
    var seen: Set<String> = []
    let bindings = Keys.table.bindings
    let lines = bindings.compactMap { binding -> String? in
      let same = bindings.filter { $0.action == binding.action }
      let isAlike = same.allSatisfy { $0.keys == binding.keys }
      let name = (isAlike ? "" : "\(binding.scope.rawValue).") + binding.action.name
      guard seen.insert(name).inserted else { return nil }
      return "#  \(name): [\(binding.keys.map(quoted).joined(separator: ", "))]"
    }
    return ["#keys:"] + lines
  }

  private static func quoted(_ key: Key) -> String {
    let text = key.name
    return text.utf8.count > 1
      ? text : text == "\"" || text == "\\" ? "\"\\\(text)\"" : "\"\(text)\""
  }

  /// The lines of a text, as long as lines of a file should be.
  private static func wrapped(_ text: String) -> [String] { TextWrap.lines(text, columns: 96) }
}
