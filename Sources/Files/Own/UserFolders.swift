/// Where the program keeps what is a user's, by the XDG base directory specification.
public struct UserFolders: Sendable, Hashable {
  /// Sockets, keys and locks, for as long as something runs.
  public let runtime: OwnFolder
  /// What is remembered from one run to the next.
  public let state: OwnFolder
  /// The path of what the user has set.
  public let configuration: String

  private static let program = "archadvisor"

  /// - Parameters:
  ///   - user: the number of the user the program runs as.
  ///   - environment: looks up a variable. What is no absolute path counts as missing, as the
  ///     specification has it.
  public init(user: UInt32, environment: (String) -> String?) {
    func folder(_ name: String) -> String? {
      environment(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let program = Self.program
    // Names below /tmp are as good as our own: whatever stands there, we have to look at it.
    let fallback = "\(program)-\(user)"
    let runtimeVariable = "XDG_RUNTIME_DIR"
    runtime =
      folder(runtimeVariable).map {
        OwnFolder($0, [program], .closed, variable: runtimeVariable)
      } ?? OwnFolder("/tmp", [fallback, program], .closed, variable: runtimeVariable)

    let home = folder("HOME")
    let stateVariable = "XDG_STATE_HOME"
    let states = folder(stateVariable) ?? home.map { "\($0)/.local/state" }
    state =
      states.map { OwnFolder($0, [program], .unshared, variable: stateVariable) }
      ?? OwnFolder(
        "/tmp", [fallback, ".local", "state", program], .unshared, variable: stateVariable)

    let root = folder("XDG_CONFIG_HOME") ?? "\(home ?? "/tmp/\(fallback)")/.config"
    configuration = "\(root)/\(program)"
  }
}
