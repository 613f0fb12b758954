/// One line of the table of keys: which keys do what, where, and in which words.
public struct KeyBinding<Scope: Hashable & Sendable, Action: Equatable & Sendable>: Sendable {
  /// Where the keys mean this.
  public let scope: Scope
  /// The keys; the first is the one that is shown.
  public let keys: [Key]
  /// What happens.
  public let action: Action
  /// One or two words for the footer.
  public let label: String
  /// A sentence for the help.
  public let help: String
  /// The place in the footer, the lowest first; nil is in the help only.
  public let footerOrder: Int?
  /// Several bindings with the same key cap in the footer share one entry: `↑↓ move`.
  public let footerKeys: String?

  /// One line of the table.
  public init(
    _ scope: Scope, _ keys: [Key], _ action: Action, label: String, help: String,
    footer order: Int? = nil, shownAs footerKeys: String? = nil
  ) {
    self.scope = scope
    self.keys = keys
    self.action = action
    self.label = label
    self.help = help
    footerOrder = order
    self.footerKeys = footerKeys
  }

  /// The keys as they are written in the help: `j / ↓`.
  public var keysLabel: String {
    keys.map(\.label).joined(separator: " ")
  }
}
