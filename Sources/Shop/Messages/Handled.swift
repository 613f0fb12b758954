/// What became of a message that was handled. All of these are done with: acknowledge the message.
public enum Handled: Hashable, Sendable {
  case done
  /// It had been handled before; nothing has changed.
  case repeated
  /// It is for others.
  case irrelevant
  /// It contradicts what is known; nothing has changed. Should not happen: tell somebody.
  case impossible(String)
}
