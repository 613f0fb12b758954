import Glibc
import HTTP
import ShopRuntime

/// How long a shop takes to start and to end, what it leaves behind, and its memory.
struct MeshLife {
  let program: String

  private static let rounds = 7

  func measure(_ table: Table) {
    var ups: [Double] = []
    var downs: [Double] = []
    var left = 0
    for _ in 0..<Self.rounds {
      guard let mesh = BenchMesh(program) else { break }
      ups.append(mesh.upMilliseconds)
      guard let down = mesh.down() else { break }
      downs.append(down)
      left += Self.leftovers(mesh)
    }
    table.row("mesh up, until all is ready", ups, "ms", .atMost(3000))
    table.row("mesh down", downs, "ms", .atMost(2000))
    table.count(
      "processes, ports and folders left by \(downs.count) meshes", left, exactly: 0)
    memory(table)
  }

  /// Counts what is still there of a mesh that was ended.
  private static func leftovers(_ mesh: BenchMesh) -> Int {
    let processes = mesh.processes.filter { access("/proc/\($0)/exe", F_OK) == 0 }
    let bases =
      [mesh.status.gateway, mesh.status.secureGateway, mesh.status.registry]
      + mesh.status.instances.compactMap { $0.address.map { "http://\($0)" } }
    let ports = bases.filter { isOpen($0) }
    let places: [String] = [mesh.folders.runtime, mesh.folders.state]
    let folders = places.filter { access($0, F_OK) == 0 }
    return processes.count + ports.count + folders.count
  }

  private static func isOpen(_ base: String) -> Bool {
    do throws(HTTPProblem) {
      _ = try Client().send(Request("GET", "/healthz"), to: base, timeout: 1000)
      return true
    } catch {
      return error != .refused
    }
  }

  private func memory(_ table: Table) {
    var fresh: [Double] = []
    var used: [Double] = []
    for _ in 0..<3 {
      guard let mesh = BenchMesh(program) else { break }
      defer { _ = mesh.down() }
      fresh.append(Self.megabytes(mesh.processes))
      var plan = LoadPlan()
      (plan.rate, plan.seconds) = (200, 5)
      _ = try? LoadRun(plan, base: mesh.status.gateway, script: ShopScript(run: "memory")).finish()
      used.append(Self.megabytes(mesh.processes))
    }
    table.row("memory of all its processes, proportional, at rest", fresh, "MB", .atMost(150))
    table.row("the same after 1000 requests", used, "MB", .atMost(150))
  }

  /// Memory of processes; what several share is divided among them.
  private static func megabytes(_ processes: [Int]) -> Double {
    var kilobytes = 0
    for process in processes {
      guard let file = fopen("/proc/\(process)/smaps_rollup", "re") else { continue }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 256)
      while fgets(&line, Int32(line.count), file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        guard text.hasPrefix("Pss:") else { continue }
        kilobytes += text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      }
    }
    return Double(kilobytes) / 1024
  }
}
