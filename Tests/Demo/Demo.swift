import Glibc
import TestSupport

/// Plays a session of `Tests/Sessions` for somebody who watches; `Scripts/demo` builds and runs it.
///
///     Demo                                  lists the sessions
///     Demo NAME [--fast] [--cast FILE]      plays one; --cast keeps it as an asciicast
@main
struct Demo {
  static func main() {
    var words = Array(CommandLine.arguments.dropFirst())
    let isFast = take("--fast", from: &words)
    var cast: String?
    if let place = words.firstIndex(of: "--cast"), place + 1 < words.count {
      cast = words[place + 1]
      words.removeSubrange(place...place + 1)
    }
    guard words.count == 1, !words[0].hasPrefix("-") else { return list(asked: words.isEmpty) }
    // A window that is closed ends who watches; the story then ends in order and leaves nothing behind.
    for number in [SIGHUP, SIGINT, SIGTERM] { signal(number) { _ in } }
    do {
      let theatre = Theatre(castPath: cast)
      defer { theatre.close() }
      try SessionPlayer(words[0], pace: isFast ? .fast : .human, observer: theatre).play()
    } catch {
      say("\(error)", to: STDERR_FILENO)
      exit(1)
    }
  }

  private static func take(_ word: String, from words: inout [String]) -> Bool {
    defer { words.removeAll { $0 == word } }
    return words.contains(word)
  }

  private static func list(asked: Bool) {
    let usage = "usage: Scripts/demo NAME [--fast] [--cast FILE]; the sessions are"
    say(usage, to: asked ? STDOUT_FILENO : STDERR_FILENO)
    for name in (try? SessionScript.names()) ?? [] {
      let title = (try? SessionScript(named: name).title) ?? ""
      let space = String(repeating: " ", count: max(1, 14 - name.count))
      say("  \(name)\(space)\(title)", to: asked ? STDOUT_FILENO : STDERR_FILENO)
    }
    if !asked { exit(64) }
  }

  private static func say(_ line: String, to descriptor: Int32) {
    let bytes = Array("\(line)\n".utf8)
    _ = write(descriptor, bytes, bytes.count)
  }
}
