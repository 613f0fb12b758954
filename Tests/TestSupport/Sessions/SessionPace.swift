/// How fast a session is played.
public struct SessionPace: Sendable {
  /// Milliseconds before each key.
  var key = 0
  /// Milliseconds in which something that was waited for can be looked at.
  var look = 0
  /// Milliseconds for each word of a caption.
  var word = 0

  /// As fast as the program answers.
  public static let fast = SessionPace()
  /// For somebody who watches and reads along.
  public static let human = SessionPace(key: 600, look: 1200, word: 300)

  /// How long a caption stands before the story goes on.
  func reading(_ caption: String) -> Int {
    word == 0 ? 0 : max(2000, word * caption.split(separator: " ").count)
  }
}
