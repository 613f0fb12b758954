import Glibc
import Platform
import Testing

@testable import ShopRuntime

struct WorkerTests {
  @Test func aWorkerEndsWhenItIsToldAndIsWaitedFor() {
    let flag = Gate(false)
    let worker = Worker("test") { stop in
      while !stop.wait(milliseconds: 60_000) {}
      flag.change { $0 = true }
    }
    worker.stop()
    #expect(flag.value)
  }

  @Test func aGateLetsThroughWhenTheValueFits() {
    let gate = Gate(0)
    let worker = Worker("count") { _ in for _ in 0..<5 { gate.change { $0 += 1 } } }
    #expect(gate.wait(milliseconds: 10_000) { $0 == 5 })
    worker.stop()
    #expect(!gate.wait(milliseconds: 1) { $0 == 6 })
  }
}

struct ChildTests {
  private func run(_ path: String, _ arguments: [String]) throws -> (Child, Int32) {
    let pipe = try Pipe()
    let child = try Child.start(path, arguments, Child.Files(log: pipe.writing))
    close(pipe.writing)
    return (child, pipe.reading)
  }

  private func collect(_ child: Child) -> Child.End {
    while true {
      if let end = child.end() { return end }
      sched_yield()
    }
  }

  @Test func itsOutputArrivesAndItsExitCodeToo() throws {
    let (child, output) = try run("/bin/sh", ["-c", "echo hello; exit 3"])
    defer { close(output) }
    var bytes = [UInt8](repeating: 0, count: 100)
    #expect(read(output, &bytes, 100) == 6)
    #expect(collect(child) == .exited(code: 3))
  }

  @Test func aKilledProcessSaysWhichSignalItWas() throws {
    let (child, output) = try run("/bin/sleep", ["60"])
    defer { close(output) }
    child.send(SIGKILL)
    #expect(collect(child) == .killed(signal: SIGKILL))
  }

  @Test func whatCannotBeStartedIsAnError() throws {
    #expect(throws: SystemError.self) { try run("/no/such/program", []) }
  }
}

struct PassedDescriptorTests {
  /// Each descriptor goes where the other one is.
  @Test func descriptorsMaySwapTheirNumbers() throws {
    let (one, other) = (try Pipe(), try Pipe())
    let files = Child.Files(
      log: STDERR_FILENO,
      passed: [(from: one.writing, to: other.writing), (from: other.writing, to: one.writing)])
    let script = "echo one >&\(other.writing); echo other >&\(one.writing)"
    let child = try Child.start("/bin/bash", ["-c", script], files)
    close(one.writing)
    close(other.writing)
    #expect(line(one.reading) == "one\n")
    #expect(line(other.reading) == "other\n")
    while child.end() == nil { sched_yield() }
  }

  private func line(_ descriptor: Int32) -> String {
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
  }
}

struct SecondLifeTests {
  /// Orders are named by these numbers: an instance that comes back must not name them again.
  @Test func anInstanceThatComesBackDrawsOtherNumbers() {
    let settings = ServiceSettings(
      role: .order, instance: "order-1", runtimeFolder: "/none", stateFolder: "/none")
    let (first, second) = (ServiceContext(settings), ServiceContext(settings))
    let drawn = Set((0..<100).map { _ in first.random() })
    #expect(drawn.count == 100)
    #expect(drawn.isDisjoint(with: (0..<100).map { _ in second.random() }))
  }
}
