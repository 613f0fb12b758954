/// What became of a message that was handled.
public enum HandlingResult: Hashable, Sendable {
  case done
  /// It had been handled before; nothing has changed.
  case repeated
  /// It is for others.
  case irrelevant
  /// It contradicts what is known; nothing has changed, and it is not believed however often it comes.
  /// Should not happen: keep it and tell somebody.
  case impossible(String)
}
