internal import Files
internal import Glibc
internal import Platform

/// Removing what a mesh has made: by name, and only where its lock lies. What else is found stays,
/// and with it the folder it lies in.
extension MeshFolders {
  /// Whether the lock of a mesh that runs, or did, lies in a folder of ours.
  public var hasLock: Bool {
    let folder = (try? runtimeFolder.open()) ?? nil
    return folder?.hasFile(RuntimeName.lock.rawValue) ?? false
  }

  /// Whether a mesh that did not end in peace has left something that no supervisor holds any more.
  ///
  /// - Parameter milliseconds: how long to wait for its supervisor to let go.
  public func awaitLeftOver(milliseconds: Int) -> Bool {
    let end = Clock.monotonic + UInt64(milliseconds) * 1_000_000
    while hasLock {
      if !MeshLock.isHeld(lock) { return true }
      if Clock.monotonic >= end { return false }
      Clock.pause(milliseconds: 10)
    }
    return false
  }

  /// Removes what such a mesh has left in its runtime folder; its stores and logs stay.
  public func removeLeftOver() { removeRuntime() }

  /// Removes the runtime folder, and the state unless it is to be kept. Its lock must be held.
  func remove(keepingState: Bool) {
    if !keepingState { removeState() }
    removeRuntime()
  }

  /// The name of the folder is given back first and at once: a mesh that starts under it meanwhile
  /// finds either the lock held or nothing at all.
  private func removeRuntime() {
    guard hasLock, let folder = try? runtimeFolder.open(),
      let outer = try? runtimeFolder.outer.open()
    else { return }
    let known = RuntimeName.allCases.map(\.rawValue)
    let name = runtimeFolder.name
    // Somebody's files must not vanish under a name that nobody knows.
    let isAllOurs = folder.names().allSatisfy(known.contains)
    let isAside = isAllOurs && outer.rename(name, to: "\(asidePrefix)\(getpid())")
    folder.remove(known)
    outer.removeFolder(isAside ? "\(asidePrefix)\(getpid())" : name)
  }

  /// Begins the name that the runtime folder has while it is taken apart; a process id follows.
  private var asidePrefix: String { ".\(runtimeFolder.name)-" }

  /// Finishes what supervisors were killed at while they took their runtime folder apart.
  func removeUnfinished() {
    let outer = runtimeFolder.outer
    guard let opened = try? outer.open() else { return }
    for name in opened.names() where name.hasPrefix(asidePrefix) {
      guard name.dropFirst(asidePrefix.utf8.count).allSatisfy(\.isWholeNumber),
        let folder = try? outer[name].open(),
        !MeshLock.isHeld("\(outer[name].path)/\(RuntimeName.lock.rawValue)")
      else { continue }
      folder.remove(RuntimeName.allCases.map(\.rawValue))
      opened.removeFolder(name)
    }
  }

  private func removeState() {
    guard let folder = try? stateFolder.open() else { return }
    for (name, isOurs) in [
      (StateName.stores, StorePaths.isStore),
      (StateName.logs, { InstanceLog.instance(of: $0) != nil }),
    ] {
      guard let inner = try? stateFolder[name].open() else { continue }
      inner.remove(inner.names().filter(isOurs))
      folder.removeFolder(name)
    }
    (try? stateFolder.outer.open())?.removeFolder(stateFolder.name)
  }
}
