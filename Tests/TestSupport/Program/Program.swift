import Glibc

/// A program to run from a test: by default the one this package builds.
///
/// The environment variable ARCHADVISOR names another binary, such as the release build.
public struct Program: Sendable {
  /// Where standard output of a run goes.
  public enum Output: Equatable, Sendable {
    case captured
    /// A pipe nobody reads, closed before the program starts: what `| head` does to it.
    case closedPipe
    /// A file, such as `/dev/full`, on which every write fails as on a full disk.
    case file(String)
  }

  public let path: String
  /// Variables for every run, besides PATH and HOME. Nothing else of the test's own is handed on.
  public var environment: [String: String]

  public init(_ path: String, environment: [String: String] = [:]) {
    self.path = path
    self.environment = environment
  }

  /// The archadvisor binary that was built together with the running tests.
  public static let archadvisor = Program(
    getenv("ARCHADVISOR").map { String(cString: $0) } ?? builtBeside("archadvisor"))

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - input: what it finds on standard input.
  ///   - folder: its working directory.
  ///   - memory: the most address space it may take, in megabytes.
  ///   - deadline: after this time it is killed and the ending is `.overdue`.
  /// - Throws: `HarnessError` when it cannot be started.
  public func run(
    _ arguments: String..., input: String = "", in folder: String? = nil,
    environment: [String: String] = [:], output: Output = .captured, memory: Int? = nil,
    deadline: Duration = .seconds(60)
  ) throws -> ProgramRun {
    try run(
      arguments: arguments, input: Array(input.utf8), in: folder, environment: environment,
      output: output, memory: memory, deadline: deadline)
  }

  /// Runs the program to its end; as above, with arguments and input made elsewhere.
  public func run(
    arguments: [String], input: [UInt8] = [], in folder: String? = nil,
    environment: [String: String] = [:], output: Output = .captured, memory: Int? = nil,
    deadline: Duration = .seconds(60)
  ) throws -> ProgramRun {
    var command = [path] + arguments
    if let memory {
      // posix_spawn cannot set limits; a shell that replaces itself can.
      let limit = "ulimit -v \(memory * 1024); exec \"$@\""
      command = ["/bin/sh", "-c", limit, "sh"] + command
    }
    if let folder { command = ["/usr/bin/env", "-C", folder] + command }
    let child = try Child(
      command: command, environment: baseEnvironment.merging(environment) { $1 }, output: output)
    return child.communicate(input: input, until: .now + deadline)
  }

  private var baseEnvironment: [String: String] {
    var base = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    // A trap shall show its signal, not spend seconds on a backtrace.
    base["SWIFT_BACKTRACE"] = "enable=no"
    return base.merging(environment) { $1 }
  }

  /// The path of an executable in the folder of the running test bundle.
  public static func builtBeside(_ name: String) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let bundle = String(
      decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return String(bundle.prefix(upTo: bundle.lastIndex(of: "/") ?? bundle.startIndex)) + "/" + name
  }
}
