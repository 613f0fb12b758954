import Glibc
import HTTP
import Labs
import Platform
import ShopRuntime
import Synchronization

/// A lab's load, put on the mesh by threads of this process: it cannot outlive it.
final class LabLoadWorker: Sendable {
  let load: LabLoad
  private let worker: Worker
  private let ended: EndMark

  private final class EndMark: Sendable { let isSet = Atomic(false) }

  /// Seconds after which it ends by itself.
  private static let longest = 1800.0

  /// Begins at once.
  init(_ load: LabLoad, gateway: String) throws(ControlClient.Problem) {
    self.load = load
    var plan = LoadPlan()
    plan.rate = Double(load.rate)
    plan.clients = load.clients
    plan.seconds = Self.longest
    plan.connections = 50
    do throws(LoadMixProblem) {
      if !load.mix.isEmpty { plan.mix = try LoadMix(load.mixText) }
    } catch {
      throw .refused(status: 400, message: MeshSentence.badMix(error))
    }
    let run: LoadRun
    do throws(HTTPProblem) {
      run = try LoadRun(
        plan, base: gateway,
        script: ShopScript(run: "lab-\(String(Clock.wall, radix: 36))-\(getpid())"))
    } catch {
      throw .broken(error.sentence)
    }
    let mark = EndMark()
    ended = mark
    worker = Worker("lab load") { stop in
      _ = run.finish(shouldStop: { stop.isRequested })
      mark.isSet.store(true, ordering: .releasing)
    }
  }

  /// Whether it has ended by itself.
  var hasEnded: Bool { ended.isSet.load(ordering: .acquiring) }

  /// Ends it and waits until it has.
  func stop() { worker.stop() }
}
