import Glibc
import TestSupport
import Testing

@testable import Files

@Suite("Reading what is no plain file")
struct StreamTests {
  @Test("a pipe gives what is written to it, and what is no file can be refused at once")
  func pipe() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: FileProblem(path, .isSpecial)) {
      try Files.read(path, limit: 100, regular: true)
    }
    let writer = open(path, O_RDWR | O_CLOEXEC)
    defer { close(writer) }
    write(writer, "hello", 5)
    let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(reader) }
    // The writer stays and says nothing more.
    #expect(throws: FileProblem(path, .isSilent(seconds: 0))) {
      try Stream(path, reader, limit: 100, silence: 1).read()
    }
  }

  @Test("a device that never ends is read up to a limit", arguments: [10, 1 << 40])
  func endless(limit: Int) {
    #expect(throws: FileProblem("/dev/zero", .isEndless(limit: min(limit, Stream.most)))) {
      try Files.read("/dev/zero", limit: limit)
    }
  }

  @Test("one that is empty is empty")
  func empty() throws {
    #expect(try Files.read("/dev/null", limit: 10) == [])
  }
}
