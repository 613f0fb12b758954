import JSON
import TestSupport
import Testing

/// A mesh of a test's own, started by the program and ended with the value.
final class TestMesh {
  let folder: TemporaryFolder
  let environment: [String: String]

  /// - Parameter words: what `mesh up` is told besides.
  init(_ words: String...) throws {
    folder = try TemporaryFolder()
    environment = [
      "XDG_RUNTIME_DIR": try folder.folder("run"), "XDG_STATE_HOME": try folder.folder("state"),
    ]
    let up = try Program.archadvisor.run(
      arguments: ["mesh", "up", "-q"] + words, environment: environment)
    try #require(up.status == 0, "\(up)")
  }

  deinit { _ = try? run("down") }

  /// Runs `archadvisor mesh WORDS`.
  func run(_ words: String..., output: Program.Output = .captured) throws -> ProgramRun {
    try Program.archadvisor.run(
      arguments: ["mesh"] + words, environment: environment, output: output)
  }

  func run(_ words: [String]) throws -> ProgramRun {
    try Program.archadvisor.run(arguments: ["mesh"] + words, environment: environment)
  }

  /// Runs a script in which `$0` is the program.
  func script(_ text: String) throws -> ProgramRun {
    try Program("/bin/sh").run(
      "-c", text, Program.archadvisor.path, in: folder.path, environment: environment)
  }

  /// Where the services keep their stores.
  var stores: String { "\(folder.path)/state/archadvisor/meshes/shop/stores" }
}

extension ProgramRun {
  /// The services of a snapshot that was printed as JSON, by name.
  func services() throws -> [String: JSONValue] {
    try #require(status == 0, "\(self)")
    let items = try JSONDocument(outputBytes).root["services"]?.items ?? []
    return Dictionary(uniqueKeysWithValues: items.map { ($0["name"]?.string ?? "", $0) })
  }
}
