import Files
import Glibc
import ShopRuntime
import YAML

extension Command {
  static let meshLogs = Command(
    name: "mesh logs", summary: "Print the log lines of the services.", group: .mesh,
    operands: ["[SERVICE]"],
    options: [.meshName, Option("follow", short: "f", "Go on printing until interrupted.")],
    examples: ["mesh logs order", "mesh logs -f"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let folders = try invocation.meshFolders()
    let service = try invocation.service(invocation.operands.first)
    var reader = LogReader(folder: folders.logs, service: service)
    try Output.write(try reader.next(invocation))
    while invocation.flag("follow") {
      usleep(200_000)
      let lines = try reader.next(invocation)
      if !lines.isEmpty { try Output.write(lines) }
    }
    return .fine
  }
}

/// Reads on in the logs of all instances of a service, or of all services.
private struct LogReader {
  let folder: String
  let service: String?
  private var positions: [String: Int] = [:]

  /// The most bytes read of one log at once.
  private static let limit = 64 * 1024 * 1024

  init(folder: String, service: String?) {
    self.folder = folder
    self.service = service
  }

  /// The new lines; a mesh without logs does not run.
  mutating func next(_ invocation: Invocation) throws(Failure) -> String {
    do throws(FileProblem) {
      return try next()
    } catch {
      throw error.reason == .missing
        ? MeshSentence.failure(.notRunning, mesh: try invocation.meshName()) : .file(error)
    }
  }

  /// New whole lines, in the order of their stamps, free of what could steer a terminal.
  private mutating func next() throws(FileProblem) -> String {
    var lines: [Substring] = []
    for name in try Files.names(in: folder) where belongs(name) {
      let bytes = try Files.read("\(folder)/\(name)", limit: Self.limit)
      let fresh = bytes.dropFirst(positions[name] ?? 0)
      guard let end = fresh.lastIndex(of: UInt8(ascii: "\n")) else { continue }
      positions[name] = end + 1
      lines += String(decoding: fresh[...end], as: UTF8.self).split(separator: "\n")
    }
    // Every line begins with its stamp, so their order as text is their order in time.
    return lines.sorted().map { "\(String($0).printable)\n" }.joined()
  }

  private func belongs(_ name: String) -> Bool {
    guard name.hasSuffix(".log") else { return false }
    return service.map { name.hasPrefix("\($0)-") || name == "\($0).log" } ?? true
  }
}
