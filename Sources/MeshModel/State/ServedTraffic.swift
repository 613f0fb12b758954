extension MeshState {
  /// What every instance of a service has served since a moment of the monotonic clock, at most the
  /// last minute, by its own account. Stretches that began before the moment count when the better
  /// part of them lies behind it.
  public func served(by service: String, since moment: Int) -> [String: Traffic] {
    var all: [String: Traffic] = [:]
    for source in sources {
      for observer in source.observers.values where observer.service == service {
        guard all[observer.instance] == nil, let server = observer.server else { continue }
        all[observer.instance] = server.window.sum(since: moment)?.traffic
      }
    }
    return all
  }
}
