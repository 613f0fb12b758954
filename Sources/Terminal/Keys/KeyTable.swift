/// The table of keys: dispatch, footer, help and documents are all made from it.
///
/// Scopes are stacked, the innermost first: a dialog above a screen above what holds everywhere.
/// The first scope that knows a key decides.
public struct KeyTable<Scope: Hashable & Sendable, Action: Equatable & Sendable>: Sendable {
  /// A line of the table.
  public typealias Binding = KeyBinding<Scope, Action>

  /// All lines in their order.
  public let bindings: [Binding]
  private let actions: [Scope: [Key: Action]]
  /// The lines of each scope: the footer asks for them with every picture.
  private let lines: [Scope: [Binding]]

  /// A table; of two lines with the same scope and key the first counts (see ``conflicts``).
  public init(_ bindings: [Binding]) {
    self.bindings = bindings
    var actions: [Scope: [Key: Action]] = [:]
    for binding in bindings {
      for key in binding.keys where actions[binding.scope]?[key] == nil {
        actions[binding.scope, default: [:]][key] = binding.action
      }
    }
    self.actions = actions
    lines = Dictionary(grouping: bindings) { $0.scope }
  }

  /// What a key does, looked up from the innermost scope outwards.
  public func action(for key: Key, in scopes: [Scope]) -> Action? {
    for scope in scopes {
      if let action = actions[scope]?[key] { return action }
    }
    return nil
  }

  /// The lines that can be used in these scopes, keys hidden by an inner scope taken out.
  public func bindings(in scopes: [Scope]) -> [Binding] {
    var result: [Binding] = []
    for (depth, scope) in scopes.enumerated() {
      let inner = scopes[..<depth]
      for binding in lines[scope] ?? [] {
        let keys = binding.keys.filter { key in !inner.contains { actions[$0]?[key] != nil } }
        if keys.isEmpty { continue }
        if keys.count == binding.keys.count {
          result.append(binding)
        } else {
          result.append(binding.with(keys: keys))
        }
      }
    }
    return result
  }

  /// Keys that mean two things in one scope; a sound table has none.
  public var conflicts: [(scope: Scope, key: Key)] {
    var seen: Set<ScopedKey> = []
    var result: [(scope: Scope, key: Key)] = []
    for binding in bindings {
      for key in binding.keys {
        let place = ScopedKey(scope: binding.scope, key: key)
        if !seen.insert(place).inserted { result.append((binding.scope, key)) }
      }
    }
    return result
  }

  private struct ScopedKey: Hashable {
    let scope: Scope
    let key: Key
  }
}

extension KeyBinding {
  /// The same line with other keys, as when an inner scope hides some.
  public func with(keys: [Key]) -> KeyBinding {
    KeyBinding(
      scope, keys, action, label: label, help: help, footer: footerOrder, shownAs: footerKeys)
  }
}
