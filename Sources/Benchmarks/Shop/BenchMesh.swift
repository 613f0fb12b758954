import Glibc
import HTTP
import ShopRuntime

/// A shop of the benchmarks' own, in folders of its own.
struct BenchMesh {
  let folders: MeshFolders
  let status: MeshStatus
  /// Milliseconds until all was ready.
  let upMilliseconds: Double
  private let folder: TemporaryFolder
  private let command: [String]

  /// Nil when it does not start.
  init?(_ program: String, _ words: [String] = []) {
    guard let folder = TemporaryFolder("mesh") else { return nil }
    self.folder = folder
    let places = [
      "XDG_RUNTIME_DIR": "\(folder.path)/run", "XDG_STATE_HOME": "\(folder.path)/state",
    ]
    command = ["/usr/bin/env"] + places.map { "\($0)=\($1)" } + [program, "mesh"]
    folders = MeshFolders(mesh: "bench", user: getuid()) { places[$0] }
    let up = Child(command + ["up", "-q", "--name", "bench"] + words)
    guard let up, up.status == 0, let status = try? ControlClient(folders).status() else {
      folder.remove()
      return nil
    }
    upMilliseconds = up.milliseconds
    self.status = status
  }

  /// Ends the mesh and returns the milliseconds that took; nil when it does not end.
  func down() -> Double? {
    defer { folder.remove() }
    guard let down = Child(command + ["down", "--name", "bench"]), down.status == 0 else {
      return nil
    }
    return down.milliseconds
  }

  var processes: [Int] { [status.process] + status.instances.compactMap(\.process) }

  /// The address of the first instance of a service, as in `127.0.0.1:7104`.
  func address(_ service: String) -> String? {
    status.instances.first { $0.service == service }?.address
  }

  /// What a process of the mesh is shown, by its address.
  func secret(for address: String) -> String? {
    let port = address.split(separator: ":").last.flatMap { UInt16($0) }
    return port.flatMap { try? MeshSecret(file: folders.secret).token(port: $0) }
  }

  /// A token that is not limited in its rate.
  func token() -> String? {
    let request = Request("POST", "/token", json: #"{"api_key":"demo-key-load"}"#)
    let answer = try? Client().send(request, to: status.gateway, timeout: 5000)
    let words = answer?.text.split(separator: "\"").map(String.init) ?? []
    return words.firstIndex(of: "access_token").flatMap {
      words.indices.contains($0 + 2) ? words[$0 + 2] : nil
    }
  }
}
