/// Finds where failures begin: one failing service at the end of a chain makes all that call it look
/// bad.
///
/// A service is ill because of those it calls when calls of its own that failed make up at least
/// half of its failures; then the search goes on there. Where it ends is the cause. It does not go
/// on into a service that is seen to be well: then the calls fail on their way, and the caller is
/// the deepest that is ill.
struct CauseSearch {
  /// Failed answers of a service in the window.
  let failures: [String: Double]
  /// The failed answers that a caller got, by caller and callee.
  let calls: [String: [(to: String, failures: Double)]]
  let health: [String: Health.Status]

  /// The causes of a service's illness, by name; itself when it is the cause.
  func causes(of service: String) -> [String] {
    var seen: Set<String> = []
    var found: Set<String> = []
    visit(service, under: [], &seen, &found)
    return found.sorted()
  }

  /// - Parameter path: the callers on the way here; a call back to one of them explains nothing.
  private func visit(
    _ service: String, under path: Set<String>, _ seen: inout Set<String>,
    _ found: inout Set<String>
  ) {
    guard seen.insert(service).inserted else { return }
    let path = path.union([service])
    let suspects = suspects(service).filter { !path.contains($0) }
    if suspects.isEmpty { found.insert(service) }
    for suspect in suspects { visit(suspect, under: path, &seen, &found) }
  }

  /// Those a service got most of its failures from.
  private func suspects(_ service: String) -> [String] {
    let calls = (calls[service] ?? []).filter { $0.failures > 0 }
    let explained = calls.map(\.failures).reduce(0, +)
    guard explained > 0, explained * 2 >= failures[service] ?? 0 else { return [] }
    return calls.filter { $0.failures * 4 >= explained && health[$0.to] != .healthy }.map(\.to)
  }
}
