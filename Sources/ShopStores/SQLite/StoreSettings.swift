/// How a store is opened.
public struct StoreSettings: Hashable, Sendable {
  /// How long a transaction waits for those of other processes.
  public var busyMilliseconds = 2000
  /// Memory that a connection may keep pages in.
  public var cacheKilobytes = 512
  /// Size that the write-ahead log is cut to when it has grown beyond.
  public var logBytes = 4 * 1024 * 1024
  /// Largest size of the file in pages of four kilobytes; nil for as much as the disk holds.
  public var pageLimit: Int?
  /// Connections for reading that are kept for later; under load there may be more for a while.
  public var idleReaders = 4

  public init() {}
}
