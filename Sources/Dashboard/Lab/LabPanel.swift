public import Labs
import MeshModel

/// What the text UI knows of labs.
struct LabPanel: Sendable {
  /// All labs, once they were asked for.
  var labs: [Lab] = []
  var progress = LabProgress()
  /// The lab that is done; nil when none is.
  var run: LabRun?
  /// Whether the mesh has to start first.
  var awaitsMesh = false

  /// Whether the panel stands on the screen.
  var isOpen: Bool { run != nil }

  /// The command that does the same in plain lines.
  var command: String { "archadvisor lab run \(run?.lab.id ?? "")" }
}

/// Something a lab wants done to its mesh.
public struct LabErrand: Equatable, Sendable {
  /// What it is for.
  public enum Purpose: Equatable, Sendable {
    /// Sets a step up.
    case setup
    /// Plays a step's solution.
    case solution
    /// Takes everything back.
    case cleanup
  }

  public let purpose: Purpose
  /// What is done, in order; for a cleanup besides ending the lab's own faults and load.
  public let deeds: [LabDeed]
  /// What a cleanup would do, should the program end before it is asked for.
  public let cleanup: [LabDeed]

  /// Something to be done.
  public init(purpose: Purpose, deeds: [LabDeed], cleanup: [LabDeed]) {
    self.purpose = purpose
    self.deeds = deeds
    self.cleanup = cleanup
  }
}

extension LabRound {
  /// What a frame of the screen says to a lab.
  init(_ frame: MeshFrame) {
    self.init(at: frame.at, snapshot: frame.snapshot, events: frame.fresh)
  }
}
