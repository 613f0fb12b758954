import MeshLook
import MeshModel

extension Sentence {
  static let armed =
    "Armed: {choose-fault} sets a fault on what is marked, {halt-faults} ends all faults, {arm-faults} "
    + "locks them again."
  static let disarmed = "Locked: no fault can be set any more; those that are set go on."
  static let disarmedByTime = "Locked again: two minutes without a new fault. {arm-faults} arms."
  static let notArmed =
    "Faults are locked, so that nothing breaks by a slip: {arm-faults} arms them first."
  static let onlyWatched =
    "What '--source' names is only watched; the shop that can be broken is started without it."
  static let noMesh = "No mesh runs here: {start-mesh} starts the shop."
  static let noMeshToMend = "No mesh runs here, so there is no fault to end."
  static let isPast =
    "What is shown is past: {freeze} returns to now, where something can be broken."
  static let isNow = "This is now; there is nothing later."
  static let noPast = "Nothing was seen yet that could be looked back at."
  static let nothingToBreak =
    "Select a service, an instance or a call first: a fault needs one to act on."
  static let nothingToRead = "Select a service, an instance, a call or a request first."
  static let nothingToMark = "There is nothing here that could be marked."
  static let nothingToOpen = "Of what is marked nothing is known but the calls."
  static let meshBusy = "That has to wait until the shop has started or ended."
  static let notKnownYet = "Nothing was heard of the mesh yet."

  static func runsAlready(_ name: String) -> String {
    "The mesh \(name) runs already; {stop-mesh} ends it."
  }

  static let onlyOfTheShop =
    "Logs and traces come only from the shop that runs on this machine, not from other sources."
  static let noTraceOfLine = "This line belongs to no request."
  static let isRecording = "A recording cannot be recorded; copy its file."
  static let decideFirst = "This has to be decided first."
  static let noOftener = "It looks every second; more is not known."
  static let noRarer = "It looks every ten seconds; {freeze} stops the picture."
  static let backToNow = "This is what is there now; {open-recording} plays a recording."

  static func looks(everySeconds seconds: Double) -> String {
    "Looks \(seconds == 1 ? "every second" : "every \(Figures.plain(seconds)) seconds")."
  }

  static func meshRunsOn(_ name: String, ends command: String) -> String {
    "The mesh \(name) runs on; it ends with: \(command)"
  }

  static func recordingEnds(_ path: String) -> String {
    "The recording has ended; it plays with: archadvisor --replay \(path)"
  }

  static func opening(_ path: String) -> String { "Reading \(path) …" }

  static func plays(_ path: String) -> String {
    "Plays \(path) from its beginning; {open-recording} returns to now."
  }

  static func recorded(_ news: RecordingNews) -> String {
    "Recorded \(news.rounds) rounds, \((news.bytes + 1023) / 1024) KB, in \(news.path): {open-recording} plays it."
  }

  static func gone(_ target: String) -> String {
    "\(target.replacing(":", with: " → ")) is not there any more; Esc goes up a level."
  }

  static func noFaultOn(_ target: String?) -> String {
    "No fault acts on \(target ?? "this"); {halt-faults} ends all faults, wherever they are."
  }

  static func sorted(_ sorting: Sorting) -> String {
    let what =
      switch sorting.key {
      case .worst: "worst first: health, then errors, then name"
      case .name: "by name"
      case .success: "by success, the lowest first"
      case .rate: "by rate, the highest first"
      case .p50: "by the median, the slowest first"
      case .p95: "by the 95th percentile, the slowest first"
      case .p99: "by the 99th percentile, the slowest first"
      case .inFlight: "by requests in flight, the most first"
      }
    return "Sorted \(what)\(sorting.isReversed ? ", the other way round" : "")."
  }

  /// What an errand did.
  static func done(_ errand: MeshErrand, _ mesh: String) -> String {
    switch errand {
    case .start:
      "The mesh \(mesh) runs; {stop-mesh} ends it. Requests come from a second shell: archadvisor mesh load"
        + (mesh == "shop" ? "" : " --name \(mesh)")
    case .stop: "The mesh \(mesh) has ended and left nothing behind."
    case .addFault(let order):
      "Set: \(order.target) \(order.effect.words) for \(Figures.chosen(seconds: order.seconds))."
    case .clearFaults(let numbers):
      "Ended \(numbers.count) \(numbers.count == 1 ? "fault" : "faults")."
    case .haltFaults: "No fault is set any more."
    case .lab: "The mesh is as the lab wants it."
    }
  }
}
