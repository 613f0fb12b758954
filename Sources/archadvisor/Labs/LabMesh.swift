import Files
import Glibc
import Live
import MeshModel
import Labs
import Platform
import ShopRuntime
import Telemetry
import YAML

/// The mesh that a lab is done on: one that runs, or one of its own that ends with the lab.
struct LabMesh {
  let name: String
  let folders: MeshFolders
  /// Whether it was started for the lab.
  let isOwn: Bool
  let hands: LabHands
  private let live: LiveMesh
  private var newest = 0
  /// Kept while the mesh is its own, so that no other lab takes it.
  private let claim: MeshLock?

  private init(
    name: String, folders: MeshFolders, isOwn: Bool, claim: MeshLock?
  ) throws(Failure) {
    self.name = name
    self.folders = folders
    self.isOwn = isOwn
    self.claim = claim
    hands = LabHands(mesh: name, folders)
    let choice = SourceChoice(
      user: getuid(), profiles: .embedded, environment: Environment.value)
    do throws(SourceChoice.Problem) {
      live = LiveMesh(try choice.sources(["shop=\(name)"]), fetcher: Fetcher())
    } catch {
      throw Failure.usage(error.sentence)
    }
  }

  /// A mesh that runs.
  init(running name: String) throws(Failure) {
    let folders = MeshFolders(named: name)
    guard folders.isHeld else {
      throw MeshSentence.failure(.notRunning, mesh: name)
    }
    try self.init(name: name, folders: folders, isOwn: false, claim: nil)
  }

  /// A fresh mesh under a name that only labs use; what an earlier lab left there when it was killed
  /// is ended first.
  init(fresh name: String) throws(Failure) {
    let folders = MeshFolders(named: name)
    let claim: MeshLock
    do throws(FolderProblem) {
      try UserFolders.own.labs.make()
    } catch {
      throw MeshSentence.failure(error)
    }
    do throws(SystemError) {
      claim = try MeshLock("\(UserFolders.own.labs.path)/\(name).lock")
    } catch {
      guard error.code == EWOULDBLOCK else {
        throw Failure(
          lines: ["archadvisor: error: \(error.sentence)".printable], code: .fileTrouble)
      }
      throw Failure(lines: ["archadvisor: error: \(LabWords.inUse(name))"], code: .no)
    }
    Self.end(name, folders)
    do throws(MeshProcess.Problem) {
      _ = try MeshStart(MeshPlan(name: name), folders, keepsState: false).detach { _ in }
    } catch {
      throw MeshSentence.failure(error)
    }
    try self.init(name: name, folders: folders, isOwn: true, claim: claim)
  }

  /// Takes back what the lab did, and ends the mesh when it is its own.
  ///
  /// - Returns: what could not be taken back, in a sentence.
  func leave(_ cleanup: [LabDeed]) -> String? {
    let problem = hands.cleanUp(isOwn ? [] : cleanup)
    return isOwn ? (Self.end(name, folders) ? nil : MeshSentence.doesNotEnd) : problem
  }

  /// The faults that are still set, in a sentence; nil when there are none.
  var faultsLeft: String? {
    do throws(ControlClient.Problem) {
      let faults = try ControlClient(folders).faults()
      return faults.isEmpty ? nil : LabWords.faultsLeft(faults.map(\.target.text))
    } catch {
      return MeshSentence.words(error, mesh: name)
    }
  }

  /// The name of a lab's own mesh.
  static func name(for lab: Lab) -> String { "lab-\(lab.id)" }

  /// Ends a mesh that may run; false when it goes on running.
  @discardableResult
  private static func end(_ name: String, _ folders: MeshFolders) -> Bool {
    do throws(ControlClient.Problem) {
      return try MeshEnd(folders).perform() != .lives
    } catch {
      return !folders.isHeld
    }
  }

  /// One round of the live data.
  mutating func round() -> LabRound {
    live.poll()
    let state = live.state
    let log = state.events
    defer { newest = log.newest }
    let now = live.now
    return LabRound(
      at: now, snapshot: state.snapshot(windowSeconds: 10, at: now), events: log.after(newest))
  }

  /// The time as rounds tell it.
  var now: ClockReading { live.now }
}
