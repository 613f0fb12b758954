internal import Platform
internal import Resilience

/// The requests that a service works on, each with the moment at which its caller gives up.
///
/// What hangs is never answered, and so is never measured: to those who look, nothing would seem to be
/// asked for. A request whose time is over is counted then, once, as one without an answer.
final class RequestsUnderWay: Sendable {
  struct Entry: Sendable {
    let route: String
    let method: String
    let deadline: Deadline
    /// Nanoseconds of the monotonic clock.
    let began: UInt64
    /// Whether it was counted as one without an answer.
    var isOverdue = false
  }

  private struct Book: Sendable {
    var entries: [Int: Entry] = [:]
    var next = 0
  }

  private let book: Guarded<Book> = Guarded(Book())

  /// Enters a request and gives its number.
  func begin(_ entry: Entry) -> Int {
    book.withLock { book in
      book.next += 1
      book.entries[book.next] = entry
      return book.next
    }
  }

  /// Takes a request out.
  func end(_ number: Int) -> Entry? { book.withLock { $0.entries.removeValue(forKey: number) } }

  /// Those whose time is over and that were not counted yet; they count as counted from now on.
  func overdue(now: Instant) -> [Entry] {
    book.withLock { book in
      let late = book.entries.filter { !$0.value.isOverdue && $0.value.deadline.isOver(now: now) }
      for number in late.keys { book.entries[number]?.isOverdue = true }
      return late.sorted { $0.key < $1.key }.map(\.value)
    }
  }
}
