import Glibc
import Labs
import MeshModel
import Platform

/// Drives a lab on a mesh: polls rounds, does what the lab asks for, and lets itself be interrupted.
struct LabPlayer {
  var run: LabRun
  private(set) var mesh: LabMesh
  /// Every event since the lab began.
  private(set) var events: [MeshEvent] = []
  private var latestNews: Int

  /// Milliseconds between two looks; the mesh has something new about once a second.
  private static let interval = 400
  /// Seconds without anything new after which the mesh is given up.
  private static let silence = 15

  init(_ run: LabRun, on mesh: LabMesh) {
    self.run = run
    self.mesh = mesh
    latestNews = mesh.now.monotonic
  }

  /// Sets the step up.
  mutating func begin() {
    let problem = mesh.hands.perform(run.begin())
    run.prepared(at: mesh.now, problem: problem)
  }

  /// Plays the step's solution.
  ///
  /// - Returns: why it could not be played.
  mutating func solve() -> String? { mesh.hands.perform(run.solve(at: mesh.now)) }

  /// Looks at the mesh and lets the run take what is new.
  ///
  /// - Returns: whether there was anything new.
  mutating func look() throws(Failure) -> Bool {
    let round = mesh.round()
    events += round.events
    let isNew = run.take(round)
    if isNew, round.isReadable { latestNews = round.at.monotonic }
    guard round.at.monotonic - latestNews < Self.silence * 1_000_000_000 else {
      throw LabWords.noRounds(mesh.name)
    }
    return isNew
  }

  /// Waits a moment.
  static func pause() { Clock.pause(milliseconds: interval) }
}
