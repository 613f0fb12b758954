import Glibc
import Synchronization
import TestSupport

/// Keeps what a program sends to its terminal as an asciicast of version 2: a line of JSON for the
/// terminal, then one for each piece with its time.
///
/// A thread looks at the file the pieces go into, fifty times a second.
final class Cast: Sendable {
  private struct Content {
    var text: String
    /// Bytes that have been taken over.
    var taken = 0
    var isClosed = false
  }

  private let path: String
  private let raw: String
  private let began = monotonicNow
  private let content: Mutex<Content>

  init(_ path: String, title: String, columns: Int, rows: Int, raw: String) throws {
    self.path = path
    self.raw = raw
    let head = #"{"version": 2, "width": \#(columns), "height": \#(rows), "title": "#
    content = Mutex(Content(text: head + Self.quoted(title) + "}\n"))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Cast>.fromOpaque(argument).takeRetainedValue().follow()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    guard code == 0 else { throw HarnessError("no thread for the cast") }
    pthread_detach(thread)
  }

  /// A place to find again: what a caption says.
  func mark(_ text: String) {
    content.withLock { $0.text += "[\(seconds), \"m\", \(Self.quoted(text))]\n" }
  }

  /// Writes the file.
  func close() throws {
    take()
    let text = content.withLock { content in
      content.isClosed = true
      return content.text
    }
    try write(text.utf8, to: path)
  }

  private func follow() {
    while !content.withLock({ $0.isClosed }) {
      take()
      poll(nil, 0, 20)
    }
  }

  /// Takes over what is new, up to the last whole character.
  private func take() {
    content.withLock { content in
      guard !content.isClosed, let bytes = contents(of: raw) else { return }
      var end = bytes.count
      while end > content.taken, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
      // The lead byte of a character that is not complete waits, too.
      if end > content.taken, end < bytes.count || bytes[end - 1] >= 0xC0 { end -= 1 }
      if bytes.count - end == Self.length(of: bytes, at: end) { end = bytes.count }
      guard end > content.taken else { return }
      let piece = String(decoding: bytes[content.taken..<end], as: UTF8.self)
      content.taken = end
      content.text += "[\(seconds), \"o\", \(Self.quoted(piece))]\n"
    }
  }

  /// The bytes of the character that begins at a place.
  private static func length(of bytes: [UInt8], at place: Int) -> Int {
    guard place < bytes.count else { return 0 }
    switch bytes[place] {
    case 0xF0...: return 4
    case 0xE0...: return 3
    case 0xC0...: return 2
    default: return 1
    }
  }

  private var seconds: Double {
    Double((monotonicNow - began) / 1_000_000) / 1000
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{20}"...: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
