import Resilience
import Testing

@testable import ShopRuntime

/// What a caller makes of the registry's answers, and of calls that got none.
struct DirectoryTests {
  private static let second: UInt64 = 1_000_000_000

  /// Instances as `a-1@7` each: a name and a port.
  private func list(_ text: String, fresh: Bool = false, gone: [String] = []) -> InstanceList {
    let instances = text.split(separator: " ").map { item in
      let parts = item.split(separator: "@").map(String.init)
      let service = String(parts[0].prefix { $0 != "-" })
      return Registration(
        service: service, instance: parts[0], address: parts[1], version: "v1")
    }
    return InstanceList(instances: instances, isFresh: fresh, gone: gone)
  }

  private func text(_ directory: Directory, _ service: String = "a", at now: UInt64 = 0) -> String {
    directory.candidates(service, now: now).map { "\($0.instance)@\($0.address)" }
      .joined(separator: " ")
  }

  private func directory(_ known: String) -> Directory {
    var directory = Directory(now: 0)
    _ = directory.take(list(known), now: 0)
    return directory
  }

  struct Answer: Sendable {
    var known = "a-1@1 a-2@2"
    var answer: String
    var fresh: Bool
    var gone: [String] = []
    var then: String
    var renewed: Set<String> = []
  }

  /// The rule for lists: only a registry that may know everybody takes somebody away.
  @Test(arguments: [
    Answer(answer: "", fresh: false, then: ""),
    Answer(answer: "", fresh: true, then: "a-1@1 a-2@2"),
    Answer(answer: "a-2@2", fresh: false, then: "a-2@2"),
    Answer(answer: "a-2@2", fresh: true, then: "a-1@1 a-2@2"),
    Answer(answer: "a-2@2", fresh: true, gone: ["a-1"], then: "a-2@2"),
    Answer(answer: "a-2@9", fresh: true, then: "a-1@1 a-2@9", renewed: ["a"]),
    Answer(answer: "a-3@3", fresh: true, then: "a-1@1 a-2@2 a-3@3", renewed: ["a"]),
    Answer(answer: "a-1@1 a-3@3", fresh: false, then: "a-1@1 a-3@3", renewed: ["a"]),
    Answer(answer: "b-1@5", fresh: true, then: "a-1@1 a-2@2", renewed: ["b"]),
    Answer(answer: "b-1@5", fresh: false, then: "", renewed: ["b"]),
    Answer(known: "", answer: "a-1@1", fresh: true, then: "a-1@1", renewed: ["a"]),
    Answer(answer: "a-1@1 a-2@2", fresh: false, then: "a-1@1 a-2@2"),
  ])
  func anAnswerOfTheRegistryIsTaken(_ row: Answer) {
    var directory = directory(row.known)
    let renewed = directory.take(list(row.answer, fresh: row.fresh, gone: row.gone), now: 1)
    #expect(text(directory) == row.then)
    #expect(renewed == row.renewed)
  }

  struct Miss: Sendable {
    var known: String
    var ending: Ending
    /// When the call began, the same address having failed at 100 when `repeated`.
    var start: UInt64 = 200
    var repeated: Ending?
    var failure: Directory.Failure
    var then: String
  }

  private static func ofService(_ atOnce: Bool = false) -> Directory.Failure {
    Directory.Failure(isOfService: true, isWorthAskingAtOnce: atOnce)
  }

  private static func ofInstance(_ atOnce: Bool) -> Directory.Failure {
    Directory.Failure(isOfService: false, isWorthAskingAtOnce: atOnce)
  }

  /// The rule for failures: an instance that dies is left out, and only the last one's silence speaks
  /// against the service.
  @Test(arguments: [
    // Nobody listens: no instance, which says nothing of the service.
    Miss(
      known: "a-1@1", ending: .connectFailed, failure: ofInstance(true), then: ""),
    Miss(
      known: "a-1@1 a-2@2", ending: .connectFailed, failure: ofInstance(true), then: "a-2@2"),
    // The connection broke.
    Miss(
      known: "a-1@1 a-2@2", ending: .connectionLost, failure: ofInstance(true), then: "a-2@2"),
    Miss(known: "a-1@1", ending: .connectionLost, failure: ofService(), then: "a-1@1"),
    // All that were under way when it broke are one failure; the next is another one.
    Miss(
      known: "a-1@1", ending: .connectionLost, start: 50, repeated: .connectionLost,
      failure: ofInstance(false), then: "a-1@1"),
    Miss(
      known: "a-1@1", ending: .connectionLost, start: 101, repeated: .connectionLost,
      failure: ofService(), then: "a-1@1"),
    // No answer in time: a single instance that hangs is a service that hangs, each time.
    Miss(known: "a-1@1 a-2@2", ending: .timedOut, failure: ofInstance(true), then: "a-2@2"),
    Miss(known: "a-1@1", ending: .timedOut, failure: ofService(), then: "a-1@1"),
    Miss(
      known: "a-1@1", ending: .timedOut, start: 50, repeated: .timedOut, failure: ofService(),
      then: "a-1@1"),
    // An answer is an answer.
    Miss(known: "a-1@1 a-2@2", ending: .serverError, failure: ofService(), then: "a-1@1 a-2@2"),
  ])
  func aCallWithoutAnAnswerIsTaken(_ row: Miss) {
    var directory = directory(row.known)
    if let ending = row.repeated {
      _ = directory.failed("a", "1", ending, start: 0, now: 100)
    }
    #expect(directory.failed("a", "1", row.ending, start: row.start, now: 300) == row.failure)
    #expect(text(directory, at: 300) == row.then)
  }

  @Test("two instances that hang are a service that hangs")
  func theLastOneIsTheService() {
    var directory = directory("a-1@1 a-2@2")
    #expect(!directory.failed("a", "1", .timedOut, start: 0, now: 10).isOfService)
    #expect(directory.failed("a", "2", .timedOut, start: 0, now: 10).isOfService)
    #expect(text(directory, at: 10) == "a-2@2")
  }

  @Test("who fails again and again is left out for longer and longer")
  func absencesGrow() {
    var directory = directory("a-1@1 a-2@2")
    var now: UInt64 = 0
    var absences: [UInt64] = []
    for _ in 0..<6 {
      _ = directory.failed("a", "1", .timedOut, start: now, now: now)
      let left = now
      while text(directory, at: now) == "a-2@2" { now += Self.second / 2 }
      absences.append((now - left) / Self.second)
    }
    #expect(absences == [1, 2, 4, 8, 8, 8])
    // After it did well for a while it begins anew.
    now += 20 * Self.second
    _ = directory.failed("a", "1", .timedOut, start: now, now: now)
    #expect(text(directory, at: now + Self.second) == "a-1@1 a-2@2")
  }

  @Test("whoever comes back at another address is asked at once")
  func aNewAddressHasNoPast() {
    var directory = directory("a-1@1")
    _ = directory.failed("a", "1", .connectFailed, start: 0, now: 10)
    #expect(text(directory, at: 20) == "")
    #expect(directory.awaitsNews(now: 20))
    #expect(directory.take(list("a-1@7"), now: 20) == ["a"])
    #expect(text(directory, at: 20) == "a-1@7")
    #expect(!directory.awaitsNews(now: 20))
  }

  /// Calls wait for a service that has just lost its last instance, and not for one that stays away.
  @Test func patienceEnds() {
    var directory = directory("a-1@1")
    let lost = 5 * Self.second
    _ = directory.failed("a", "1", .connectFailed, start: lost, now: lost)
    #expect(directory.patience("a") == lost + Directory.grace)
    // It is tried again, and still nobody listens.
    let again = lost + 3 * Self.second
    _ = directory.failed("a", "1", .connectFailed, start: again, now: again)
    #expect(directory.patience("a") == lost + Directory.grace)
    _ = directory.take(list("a-1@2"), now: again)
    _ = directory.failed("a", "2", .connectFailed, start: again + 1, now: again + 1)
    #expect(directory.patience("a") == again + 1 + Directory.grace)
    _ = directory.take(list("a-1@3"), now: again + 2)
    _ = directory.take(list(""), now: again + 3)
    #expect(directory.patience("a") == again + 3 + Directory.grace)
    #expect(Directory(now: 7).patience("never heard of") == 7 + Directory.grace)
  }
}

struct RunningTimeTests {
  @Test("a long gap between two readings is no time")
  func gaps() {
    var time = RunningTime(now: 100, longestGap: 50)
    let readings: [(UInt64, UInt64)] = [
      (100, 0), (140, 40), (120, 40), (189, 89), (239, 89), (1000, 89), (1049, 138), (1049, 138),
    ]
    for (now, elapsed) in readings { #expect(time.read(now) == elapsed, "at \(now)") }
  }
}
