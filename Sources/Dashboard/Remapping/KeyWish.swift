public import Terminal

/// Other keys for an action than those of the table.
public struct KeyWish: Equatable, Sendable {
  /// Where; nil is everywhere the action has keys.
  public var scope: KeyScope?
  /// The action.
  public var action: Action
  /// The keys that take the place of the usual ones; none leaves the action without a key.
  public var keys: [Key]

  /// Other keys for an action.
  public init(_ action: Action, in scope: KeyScope? = nil, _ keys: [Key]) {
    self.action = action
    self.scope = scope
    // A key named twice still means one thing.
    self.keys = keys.enumerated().filter { keys.firstIndex(of: $0.element) == $0.offset }
      .map(\.element)
  }

  /// As it is written in files, as in `quit` or `matrix.edit-answer`.
  public var name: String { (scope.map { "\($0.rawValue)." } ?? "") + action.name }

  /// The action, and where, of a name; nil when no line of the table has it.
  public static func named(_ name: String) -> (action: Action, scope: KeyScope?)? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    let scope = parts.count == 2 ? parts.first.flatMap(KeyScope.init(rawValue:)) : nil
    if parts.count == 2, scope == nil { return nil }
    let binding = Keys.table.bindings.first {
      $0.action.name == parts.last && (scope == nil || $0.scope == scope)
    }
    return binding.map { ($0.action, scope) }
  }

  /// All names that mean something, those with a place last.
  public static var names: [String] {
    var seen: Set<String> = []
    let bindings = Keys.table.bindings
    return
      (bindings.map(\.action.name)
      + bindings.map { "\($0.scope.rawValue).\($0.action.name)" })
      .filter { seen.insert($0).inserted }
  }
}

/// Why keys cannot be as somebody wants them.
public enum KeyProblem: Error, Equatable, Sendable {
  /// No terminal sends the key as a key of its own.
  case neverArrives(Key)
  /// Where text is typed, the key types.
  case types(Key, KeyScope)
  /// The key would mean two things in one place.
  case twice(Key, KeyScope, Action, Action)
  /// The key is taken by something that is in force around it, or inside of it.
  case hidden(Key, inner: Action, KeyScope, outer: Action, KeyScope)
  /// Nothing would be left to do this with.
  case noWayOut(Action, KeyScope)

  /// What is wrong, and what to do.
  public var sentence: String {
    switch self {
    case .neverArrives(let key):
      "no terminal sends '\(key.name)' as a key of its own; choose another one"
    case .types(let key, let scope):
      "'\(key.name)' is typed as text there (\(scope.title.lowercased())); choose a key that types "
        + "nothing, such as Enter, Tab, F2 or Ctrl-T"
    case .twice(let key, let scope, let first, let second):
      "'\(key.name)' would mean both '\(first.name)' and '\(second.name)' "
        + "(\(scope.title.lowercased())); give one of them another key"
    case .hidden(let key, let inner, let inside, let outer, let outside):
      "'\(key.name)' of '\(inside.rawValue).\(inner.name)' would hide it from "
        + "'\(outside.rawValue).\(outer.name)'; give one of them another key"
    case .noWayOut(let action, let scope):
      "'\(action.name)' needs a key (\(scope.title.lowercased())): without one there is no way out"
    }
  }
}
