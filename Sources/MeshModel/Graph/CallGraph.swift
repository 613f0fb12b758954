/// Who calls whom, by names alone: what the layout of a drawing depends on.
public struct CallGraph: Equatable, Sendable {
  /// A call from one service to another, by their places in ``CallGraph/names``.
  public struct Call: Hashable, Sendable {
    /// The caller.
    public let from: Int
    /// Who is called.
    public let to: Int
  }

  /// In order, each once.
  public let names: [String]
  /// By caller and callee, each once; those from a service to itself are left out.
  public let calls: [Call]
  /// The places of services that call themselves.
  public let selfCallers: Set<Int>

  /// - Parameters:
  ///   - names: services, in any order; those that only calls name need not be among them.
  ///   - calls: caller and callee, in any order.
  public init(names: [String], calls: [(from: String, to: String)]) {
    let all = Set(names).union(calls.map(\.from)).union(calls.map(\.to)).sorted()
    let places = Dictionary(
      zip(all, all.indices), uniquingKeysWith: { first, _ in first })
    var selfCallers: Set<Int> = []
    var found: Set<Call> = []
    for call in calls {
      guard let from = places[call.from], let to = places[call.to] else { continue }
      if from == to { selfCallers.insert(from) } else { found.insert(Call(from: from, to: to)) }
    }
    self.names = all
    self.calls = found.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    self.selfCallers = selfCallers
  }

  /// The place of a service; nil for one that is not there.
  public func place(of name: String) -> Int? {
    var range = names.indices
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      if names[middle] == name { return middle }
      range =
        names[middle] < name ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The places of calls that begin at each service, and of those that end there.
  public func callsByService() -> (leaving: [[Int]], arriving: [[Int]]) {
    var leaving = [[Int]](repeating: [], count: names.count)
    var arriving = leaving
    for (index, call) in calls.enumerated() {
      leaving[call.from].append(index)
      arriving[call.to].append(index)
    }
    return (leaving, arriving)
  }
}
