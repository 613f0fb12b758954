import Glibc

/// The talk with a child through its pipes: what is still to be said, what was heard.
struct Conversation {
  private var pending: ArraySlice<UInt8>
  private var input: Int32?
  private var output: Int32?
  private var errors: Int32?
  private(set) var heard: [UInt8] = []
  private(set) var complaints: [UInt8] = []

  init(pending: ArraySlice<UInt8>, input: Int32, output: Int32?, errors: Int32) {
    self.pending = pending
    self.input = input
    self.output = output
    self.errors = errors
    // A child that does not read must not stop us: writes take what fits and come back.
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
  }

  /// Writes and reads until the child has closed its outputs. False when the deadline came first.
  mutating func carryOn(until deadline: ContinuousClock.Instant) -> Bool {
    while output != nil || errors != nil {
      let left = deadline - .now
      guard left > .zero else { return false }
      if pending.isEmpty { closeInput() }
      var polled = [
        pollfd(fd: input ?? -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: output ?? -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      poll(&polled, 3, Int32(left.components.seconds) * 1000 + 10)
      if polled[0].revents != 0 { speak() }
      if polled[1].revents != 0 { Self.listen(&output, &heard) }
      if polled[2].revents != 0 { Self.listen(&errors, &complaints) }
    }
    return true
  }

  /// Closes whatever is still open.
  mutating func hangUp() {
    closeInput()
    for descriptor in [output, errors] { descriptor.map { _ = close($0) } }
    output = nil
    errors = nil
  }

  private mutating func closeInput() {
    input.map { _ = close($0) }
    input = nil
  }

  private mutating func speak() {
    guard let input else { return }
    let count = pending.withUnsafeBytes { writeQuietly(input, $0) }
    if count >= 0 {
      pending = pending.dropFirst(count)
    } else if errno != EAGAIN {
      closeInput()
    }
  }

  private static func listen(_ descriptor: inout Int32?, _ bytes: inout [UInt8]) {
    guard let open = descriptor else { return }
    var chunk = [UInt8](repeating: 0, count: 65536)
    let count = read(open, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk[..<count]
    } else {
      close(open)
      descriptor = nil
    }
  }
}

/// write(2), without the signal when the other side has gone.
private func writeQuietly(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  signal(SIGPIPE, SIG_IGN)
  return write(descriptor, bytes.baseAddress, bytes.count)
}
