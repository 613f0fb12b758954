internal import HTTP

/// Faults that somebody has set directly at an instance, and the supervisor does not know yet.
struct DirectFaults: Sendable, Hashable {
  let instance: String
  let faults: [Fault]
  /// Counts how often faults were set there directly, in one life of the instance.
  let generation: Int

  /// The header that tells the generation.
  static let headerName = "x-direct-faults"

  /// What an instance answers; nil when there are none, or it is no such answer.
  init?(_ instance: String, _ response: Response) {
    guard response.isSuccess, let faults = Fault.list(response.body), !faults.isEmpty,
      let generation = response.headers[Self.headerName].flatMap({ Int($0) })
    else { return nil }
    (self.instance, self.faults, self.generation) = (instance, faults, generation)
  }
}
