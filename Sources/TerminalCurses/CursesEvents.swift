import CNcurses
import CSupport
import Glibc
public import Terminal

extension CursesTerminal {
  public func nextEvent(within milliseconds: Int?) -> InputEvent? {
    while true {
      if !pendingEvents.isEmpty { return pendingEvents.removeFirst() }
      if let event = keys.next() { return event }
      var waiting = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: cs_terminal_guard_descriptor(), events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&waiting, 2, milliseconds.map { Int32(clamping: $0) } ?? -1)
      if count == 0 { return nil }
      if count < 0, errno != EINTR { return .closed }
      takeNews()
      let gone = Int16(POLLHUP) | Int16(POLLERR) | Int16(POLLNVAL)
      if count > 0, waiting[0].revents & gone != 0 { return .closed }
    }
  }

  /// Turns what the guard has seen into events.
  private func takeNews() {
    let news = cs_terminal_guard_news()
    if news & Int32(CS_TERMINAL_RESUMED) != 0 { pendingEvents.append(.redraw) }
    if news & Int32(CS_TERMINAL_WOKEN) != 0 { pendingEvents.append(.woken) }
    let current = Self.currentSize
    if news & Int32(CS_TERMINAL_RESIZED) != 0, current != size {
      size = current
      resizeterm(Int32(size.rows), Int32(size.columns))
      shown = .nothing
      pendingEvents.append(.resize(size))
    }
  }

  public var wake: @Sendable () -> Void { { cs_terminal_guard_wake() } }

  public func setMouse(enabled: Bool) {
    guard isOpen else { return }
    mouseinterval(0)
    let wanted = NC_MOUSE_PRESS | NC_MOUSE_WHEEL_UP | NC_MOUSE_WHEEL_DOWN
    mousemask(enabled ? wanted : 0, nil)
    _ = watch(mouse: enabled)
  }

  public func suspend() {
    guard isOpen else { return }
    cs_terminal_guard_suspend()
  }
}
