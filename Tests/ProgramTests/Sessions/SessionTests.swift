import TestSupport
import Testing

/// The stories of `Tests/Sessions`, played as fast as the program answers.
@Suite("Whole-program sessions", .serialized)
struct SessionTests {
  @Test("a session comes true, line by line", arguments: try SessionScript.names())
  func play(_ name: String) throws {
    try SessionPlayer(name).play()
  }
}
