import Dashboard
import Terminal
import YAML

/// Reads which actions get other keys.
struct KeyReader {
  let complaints: Complaints

  init(_ complaints: Complaints) {
    self.complaints = complaints
  }

  /// The wishes with the node that each stands at.
  func wishes(_ node: Node) -> [(wish: KeyWish, node: Node)] {
    if !node.isMapping {
      complaints.add(node.place, FieldSentence.expected("actions with their keys", node))
    }
    return node.entries.compactMap { key, value in
      guard let name = key.text else { return nil }
      guard let meant = KeyWish.named(name) else {
        complaints.add(key.place, SettingSentence.action(name))
        return nil
      }
      return (KeyWish(meant.action, in: meant.scope, keys(value)), key)
    }
  }

  /// One key, or a list of them.
  private func keys(_ node: Node) -> [Key] {
    let nodes = node.isScalar ? [node] : node.list(complaints)
    return nodes.compactMap { node in
      guard let text = node.text(complaints) else { return nil }
      if let key = Key(name: text) { return key }
      complaints.add(node.place, SettingSentence.key(text))
      return nil
    }
  }
}
