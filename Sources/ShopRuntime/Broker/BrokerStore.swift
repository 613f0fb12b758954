internal import Platform
internal import Shop
internal import ShopStores
internal import Synchronization

/// The broker's queues: topics, groups of consumers, leases, dead letters.
///
/// Every function is one transaction; what it says has happened survives the kill of the process.
/// One process has the file.
final class BrokerStore: Sendable {
  /// One thread at a time has it: the one that holds the lock.
  private struct Guarded: @unchecked Sendable {
    let connection: Connection
  }

  let settings: BrokerSettings
  private let lock = Mutex(())
  private let guarded: Guarded

  /// Opens the file, making it when there is none.
  init(
    path: String, _ settings: BrokerSettings = BrokerSettings(),
    storing: StoreSettings = StoreSettings()
  ) throws(StoreProblem) {
    self.settings = settings
    let connection = try Connection(path, storing)
    guarded = Guarded(connection: connection)
    try write { () throws(StoreProblem) in
      for table in BrokerTables.all { try connection.run(table) }
      for (topic, groups) in settings.declared.sorted(by: { $0.key < $1.key }) {
        guard let topic = try ensureTopic(topic) else { continue }
        for group in groups { _ = try ensureMember(group, topic) }
      }
    }
  }

  /// Only inside `read` or `write`.
  var connection: Connection { guarded.connection }

  func write<Result: Sendable>(
    _ work: () throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try locked("BEGIN IMMEDIATE", work)
  }

  func read<Result: Sendable>(
    _ work: () throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try locked("BEGIN", work)
  }

  private func locked<Result: Sendable>(
    _ begin: String, _ work: () throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try lock.withLock { _ throws(StoreProblem) in
      try guarded.connection.transaction(begin, work)
    }
  }

  /// The number of a topic, which is made when it is new; nil when there are too many.
  func ensureTopic(_ name: String) throws(StoreProblem) -> Int? {
    if let known = try topic(name) { return known }
    let count = try connection.first("SELECT count(*) FROM topics") { $0.integer(0) } ?? 0
    guard count < settings.topics else { return nil }
    try connection.run("INSERT INTO topics(name) VALUES(?)", .text(name))
    return connection.lastRow
  }

  func topic(_ name: String) throws(StoreProblem) -> Int? {
    try connection.first("SELECT id FROM topics WHERE name = ?", .text(name)) { $0.integer(0) }
  }

  /// The number of a group, which is made when it is new; nil when there are too many. A new group
  /// gets everything that the topic still has.
  func ensureMember(_ name: String, _ topic: Int) throws(StoreProblem) -> Int? {
    if let known = try member(name, topic) { return known }
    let count =
      try connection.first("SELECT count(*) FROM members WHERE topic = ?", .integer(topic)) {
        $0.integer(0)
      } ?? 0
    guard count < settings.groups else { return nil }
    try connection.run(
      "INSERT INTO members(topic, name) VALUES(?, ?)", .integer(topic), .text(name))
    let member = connection.lastRow
    try connection.run(
      """
      INSERT INTO deliveries(member, message, ready, count, consumer)
      SELECT ?, id, 0, 0, '' FROM messages WHERE topic = ?
      """, .integer(member), .integer(topic))
    try connection.run("UPDATE messages SET open = open + 1 WHERE topic = ?", .integer(topic))
    return member
  }

  func member(_ name: String, _ topic: Int) throws(StoreProblem) -> Int? {
    try connection.first(
      "SELECT id FROM members WHERE topic = ? AND name = ?", .integer(topic), .text(name)
    ) { $0.integer(0) }
  }

  /// The numbers of a known topic and its known group; nil when one of them is not known.
  func find(_ name: GroupName) throws(StoreProblem) -> (topic: Int, member: Int)? {
    guard let topic = try topic(name.topic), let member = try member(name.group, topic) else {
      return nil
    }
    return (topic, member)
  }
}
