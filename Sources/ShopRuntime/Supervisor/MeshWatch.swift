/// What is seen of the services from outside.
protocol MeshWatch: Sendable {
  /// What was seen of an instance on trial and of the service's other instances.
  func compare(_ instance: String, service: String) -> (new: Canary.Seen, old: Canary.Seen)
}
