/// What is seen of the services from outside.
protocol MeshWatch: Sendable {
  /// What was seen of an instance on trial and of the service's other instances.
  func compare(_ instance: String, service: String) -> (new: Canary.Seen, old: Canary.Seen)
}

/// Sees nothing: a version on trial is then never trusted.
struct Unseen: MeshWatch {
  func compare(_ instance: String, service: String) -> (new: Canary.Seen, old: Canary.Seen) {
    (Canary.Seen(), Canary.Seen())
  }
}
