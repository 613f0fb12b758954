import Glibc
import Platform
import Testing

@testable import ShopRuntime

struct StartWatchTests {
  /// Follows a shell in the place of a supervisor.
  private func follow(_ script: String) throws -> (addresses: [String], progress: [String]) {
    let pipe = try Pipe()
    let child = try Child.start(
      "/bin/bash", ["-c", script],
      Child.Files(log: STDERR_FILENO, passed: [(from: pipe.writing, to: Inherited.ready)]))
    close(pipe.writing)
    defer { close(pipe.reading) }
    var progress: [String] = []
    var watch = StartWatch(child, mesh: "m")
    return (try watch.follow(pipe.reading) { progress.append($0) }, progress)
  }

  @Test func theAddressesEndTheWatch() throws {
    let told = try follow("echo starting a >&4; echo ready http://g https://g >&4; exec 4>&-")
    #expect(told.addresses == ["http://g", "https://g"])
    #expect(told.progress == ["starting a"])
  }

  @Test(arguments: [
    ("echo starting a >&4; echo ending >&4", "the mesh was ended before all services were ready"),
    ("exit 7", "the supervisor ended by exit 7 before all services were ready"),
    ("kill -9 $$", "the supervisor ended by signal 9 before all services were ready"),
    ("echo failed no luck >&4; echo ending >&4", "no luck"),
  ])
  func aSupervisorThatEndsIsToldOf(script: String, expected: String) {
    #expect {
      try follow(script)
    } throws: { error in
      guard case .wire(let text) = error as? MeshProcess.Problem else { return false }
      return text.hasPrefix(expected)
    }
  }

  @Test func whoIsToBlameIsTold() {
    #expect(throws: MeshProcess.Problem.runsAlready("m")) { try follow("echo runs already >&4") }
    #expect(throws: MeshProcess.Problem.told("full")) {
      try follow("echo failed by the system: full >&4")
    }
  }
}

struct LimitTests {
  /// A number that no limit allows stands for a limit that is too low.
  @Test func descriptorsThatCannotBePassedOnAreAnError() {
    let files = Child.Files(log: STDERR_FILENO, passed: [(from: STDERR_FILENO, to: .max - 1)])
    #expect(throws: SystemError(code: EMFILE, doing: "pass on open files to a program")) {
      try Child.start("/bin/true", [], files)
    }
  }

  @Test(arguments: [
    (EMFILE, "ulimit -n"), (EAGAIN, "ulimit -u"), (ENOMEM, "ulimit -v"), (ENOSPC, "make room"),
  ])
  func aLimitIsToldWithWhatRaisesIt(code: Int32, advice: String) {
    let sentence = SystemError(code: code, doing: "begin").sentence
    #expect(sentence.hasPrefix("cannot begin: ") && sentence.contains(advice))
  }
}
