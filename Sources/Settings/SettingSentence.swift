import Dashboard
import YAML

/// Every sentence about a configuration that is not understood.
enum SettingSentence {
  static func schema(_ found: String) -> String {
    "expected the schema \(Configuration.schema), found '\(found.prefix(60))'"
  }

  static func duration(_ text: String, _ range: ClosedRange<Int>) -> String {
    "expected a time from \(words(range.lowerBound)) to \(words(range.upperBound)), such as "
      + "\(words(range.lowerBound * 5)), found '\(text.prefix(40))'"
  }

  private static func words(_ milliseconds: Int) -> String {
    milliseconds % 60_000 == 0
      ? "\(milliseconds / 60_000)m"
      : milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
  }

  static func meshName(_ text: String) -> String {
    "expected the name of a mesh, of letters, digits, hyphens and dots, found "
      + "'\(text.prefix(40))'"
  }

  static func action(_ name: String) -> String {
    let hint = NearestName.hint(name, in: KeyWish.names)
    return "no action is called '\(name.prefix(60))'"
      + (hint.isEmpty ? "; 'archadvisor keys' names all" : hint)
  }

  static func key(_ text: String) -> String {
    "no key is called '\(text.prefix(40))'; keys are characters, names such as Enter, Space, PageDown "
      + "or F5, and Ctrl- with a letter"
  }

  static func twice(_ pattern: String) -> String {
    "there are thresholds for '\(pattern.prefix(60))' already; only the first would hold"
  }

  static func shares(_ node: Node) -> String {
    "expected two percentages, the first not above the second, as in [1, 5], found \(node.summary)"
  }

  static func time(_ node: Node) -> String {
    "expected a time up to 10m, as in 300ms or 2s, found \(node.summary)"
  }

  static func ages(_ node: Node) -> String {
    "expected two times, the first not above the second, as in [5s, 1m], found \(node.summary)"
  }

  static func sample(_ number: Int) -> String {
    "expected a number of requests from 0 to 1000000, found '\(number)'"
  }

  static func color(_ node: Node) -> String {
    "expected a colour, one of the sixteen names such as bright-blue or \"#RRGGBB\" in quotes, found "
      + node.summary
  }

  static func look(_ node: Node) -> String {
    "expected a colour, or a mapping with text, ground and attributes, found \(node.summary)"
  }

  static func builtIn(_ name: String) -> String {
    "'\(name)' is a theme of the program's own; give the file another name"
  }

  static func themeName(_ name: String) -> String {
    "a theme's file is called by lower case letters, digits and hyphens, not '\(name.prefix(40))'"
  }
}
