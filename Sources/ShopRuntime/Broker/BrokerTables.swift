/// How the broker's messages lie in SQLite.
///
/// A message is kept once. For each group that has to handle it there is a row in `deliveries`, or
/// in `dead` when it was given up; `open` counts those rows, and the last one takes the message
/// with it. A delivery may be taken from the moment `ready` on: a lease, the pause after a
/// rejection and a fresh message are the same thing with another moment. `consumer` is who has it, or
/// had it last; empty for a fresh one.
enum BrokerTables {
  /// Stands for the consumer of a delivery that was given back. No consumer is called so.
  static let nobody = "?"

  static let all = [
    """
    CREATE TABLE IF NOT EXISTS topics(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, retained INTEGER NOT NULL DEFAULT 0)
    """,
    """
    CREATE TABLE IF NOT EXISTS members(
      id INTEGER PRIMARY KEY, topic INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE(topic, name))
    """,
    // Numbers must not come again: an acknowledgement may be late.
    """
    CREATE TABLE IF NOT EXISTS messages(
      id INTEGER PRIMARY KEY AUTOINCREMENT, topic INTEGER NOT NULL, key TEXT, trace TEXT,
      payload BLOB NOT NULL, at INTEGER NOT NULL, open INTEGER NOT NULL)
    """,
    """
    CREATE TABLE IF NOT EXISTS deliveries(
      member INTEGER NOT NULL, message INTEGER NOT NULL, ready INTEGER NOT NULL,
      count INTEGER NOT NULL, consumer TEXT NOT NULL, PRIMARY KEY(member, message)) WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS dead(
      member INTEGER NOT NULL, message INTEGER NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY(member, message)) WITHOUT ROWID
    """,
  ]
}
