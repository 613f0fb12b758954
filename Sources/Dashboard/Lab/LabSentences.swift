import Labs

extension Sentence {
  static let noLabs = "The knowledge base holds no lab."
  static let noLab = "No lab is done at the moment; L offers those there are."
  static let notSolved = "This step is not solved yet: the gauge says what is missing, O does it."
  static let isSolved = "This step is solved already; M goes on."
  static let notSetUp = "The step is being set up; in a moment it can be solved."
  static let faultsBeforeLab =
    "Faults are set already, so a lab would not know what is its own; X ends them."
  static let labLost = "The mesh has ended, and the lab with it; L begins it again where it was."

  static func labDone(_ lab: Lab) -> String {
    "Done: \(lab.title). Its faults and its load have ended; the mesh goes on running. To read on: "
      + lab.patterns.joined(separator: ", ") + "."
  }

  /// Where a step stands.
  static func state(_ run: LabRun) -> String {
    switch run.state {
    case .reading: "to be read"
    case .preparing: "is being set up"
    case .unprepared: "could not be set up; B tries again"
    case .settling: "waits until the mesh is ready for it"
    case .watching(0): "not so yet"
    case .watching: "holds"
    case .late(0): "not so yet, for long; O does it for you"
    case .late: "holds at last"
    case .solved: run.isLastStep ? "solved; M ends the lab" : "solved; M goes on"
    }
  }
}
