/// What can be set in a configuration file.
public enum Setting: String, CaseIterable, Sendable {
  case theme, ascii, mouse, animation, clipboard
  case window, interval
  case name, sources
  case thresholds, keys

  /// What it is for, for readers of the file.
  public var summary: String {
    switch self {
    case .theme:
      "The colours of the text UI: default, light, high-contrast, colour-blind, mono, or the NAME of a "
        + "theme of your own, archadvisor/themes/NAME.yaml in XDG_CONFIG_HOME (~/.config)."
    case .ascii: "Whether the text UI draws with ASCII characters only."
    case .mouse:
      "Whether the mouse works from the start; then Shift with it selects text in most terminals."
    case .animation: "Whether traffic moves on the Topology tab."
    case .clipboard: "Whether y and Y may put text into the terminal's clipboard."
    case .window: "The time the figures of a mesh are over, 1s to 1m."
    case .interval: "The time between two looks at a mesh in the text UI, 200ms to 10s."
    case .name: "The mesh that is meant where no other is named."
    case .sources: "What is looked at where nothing else is named, as for --source."
    case .thresholds:
      "When services count as degraded or failing. The first entry that matches a service holds for "
        + "it, * stands for any letters; what an entry leaves out is as usual. 5xx and 4xx take two "
        + "percentages, degraded from and failing from; p95 and p99 take the time above which a "
        + "service is degraded; sample is how many requests it takes to call one failing."
    case .keys:
      "Keys of actions. An action alone holds wherever it has keys, with a place before it only "
        + "there. [] takes all keys away. A key cannot mean two things, and ways out stay open."
    }
  }

  /// The value it has without a file, as it is written there.
  public var usual: String {
    switch self {
    case .theme: "default"
    case .ascii, .mouse: "false"
    case .animation, .clipboard: "true"
    case .window: "10s"
    case .interval: "1s"
    case .name: "shop"
    case .sources, .thresholds: "[]"
    case .keys: "{}"
    }
  }

  /// The environment variable that goes before the file; nil where there is none.
  public var variable: String? {
    switch self {
    case .theme, .ascii, .mouse, .animation, .clipboard, .window, .interval, .name:
      "ARCHADVISOR_\(rawValue.uppercased())"
    case .sources, .thresholds, .keys: nil
    }
  }
}
