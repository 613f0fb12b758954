import Terminal

extension DashboardState {
  /// A sentence with keys in the place of the actions it names: `{quit} ends the program`.
  ///
  /// What names no action stays as it is: names of services may look like anything.
  func spelled(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: start)..<end])
      let cap = KeyWish.named(name).map { keyCap(of: $0.action) } ?? ""
      result += rest[..<start] + (cap.isEmpty ? String(rest[start...end]) : cap)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  /// The key of an action in one place, as it is written on the screen.
  ///
  /// - Parameter preferred: is taken when it is among several.
  func keyCap(of action: Action, in scope: KeyScope, preferred: Key? = nil) -> String {
    let keys = keys.bindings.first { $0.action == action && $0.scope == scope }?.keys ?? []
    let chosen = preferred.flatMap { keys.contains($0) ? $0 : nil } ?? keys.first
    return chosen?.label ?? ""
  }
}
