import Files
import Glibc
import ShopRuntime

extension Option {
  static let meshName = Option(
    "name", value: "NAME", "The mesh, when there are several; shop unless said otherwise.")
}

extension Invocation {
  /// The mesh the command line means.
  func meshName() throws(Failure) -> String {
    let name = value("name") ?? "shop"
    guard MeshPlan.isName(name) else { throw usage(MeshSentence.badName(name)) }
    return name
  }

  func meshFolders() throws(Failure) -> MeshFolders {
    MeshFolders(mesh: try meshName(), user: getuid(), environment: Environment.value)
  }

  /// Talks to the supervisor of that mesh.
  func withMesh<Value>(
    _ body: (ControlClient) throws(ControlClient.Problem) -> Value
  ) throws(Failure) -> Value {
    let name = try meshName()
    do throws(ControlClient.Problem) {
      return try body(try ControlClient(try folders()))
    } catch {
      throw MeshSentence.failure(error, mesh: name)
    }
  }

  private func folders() throws(ControlClient.Problem) -> MeshFolders {
    MeshFolders(
      mesh: value("name") ?? "shop", user: getuid(), environment: Environment.value)
  }

  /// Makes sure that the stores and logs of a mesh are the user's own.
  func checkState(_ folders: MeshFolders) throws(Failure) {
    do throws(FolderProblem) {
      try folders.checkState()
    } catch {
      throw MeshSentence.failure(error)
    }
  }

  /// The operand that must be there.
  func operand(_ index: Int, _ what: String) throws(Failure) -> String {
    guard operands.indices.contains(index) else { throw usage(MeshSentence.missing(what)) }
    return operands[index]
  }

  /// The name, if there is a service of that name.
  func service(_ name: String?) throws(Failure) -> String? {
    let known = MeshPlan.Role.allCases.map(\.rawValue)
    if let name, !known.contains(name) {
      throw usage(MeshSentence.unknownService(name, known))
    }
    return name
  }

  /// A duration option in milliseconds.
  func duration(_ option: String) throws(Failure) -> Int? {
    guard let text = value(option) else { return nil }
    guard let milliseconds = Quantities.milliseconds(text) else {
      throw usage(MeshSentence.badDuration(option, text))
    }
    return milliseconds
  }

  /// A share option in percent.
  func percent(_ option: String) throws(Failure) -> Int? {
    guard let text = value(option) else { return nil }
    guard let percent = Quantities.percent(text) else {
      throw usage(MeshSentence.badPercent(option, text))
    }
    return percent
  }
}
