/// Why a store could not do what it was asked. Nothing of the transaction has happened.
public enum StoreProblem: Error, Hashable, Sendable {
  /// The disk, or the store's own limit, is used up.
  case full(String)
  /// The file or its folder may not be written.
  case readOnly(String)
  /// The file cannot be opened, with the reason.
  case cannotOpen(String, String)
  /// Others kept the store for longer than we wait.
  case busy(String)
  /// What is in the file is not what was written into it, with what was found.
  case damaged(String, String)
  /// Anything else, with the reason.
  case failed(String, String)

  /// What went wrong with which file, and what to do about it.
  public var sentence: String {
    switch self {
    case .full(let store): "the store \(store) is full; make room on its disk"
    case .readOnly(let store):
      "the store \(store) may not be written; change the rights of the file and its folder"
    case .cannotOpen(let store, let reason):
      "the store \(store) cannot be opened: \(reason); check that its folder exists and may be written"
    case .busy(let store): "the store \(store) is kept busy by others; try again"
    case .damaged(let store, let found):
      "the store \(store) is damaged: \(found); remove it to begin with a fresh one"
    case .failed(let store, let reason): "the store \(store) failed: \(reason)"
    }
  }

  /// Whether the same may work a little later.
  public var mayPass: Bool {
    switch self {
    case .full, .busy, .failed: true
    case .readOnly, .cannotOpen, .damaged: false
    }
  }
}
