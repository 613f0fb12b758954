import Glibc
import Live
import MeshModel
import Platform
import Reports
import Terminal

/// Looks at a mesh once, or again and again, and hands on what it sees.
struct LiveView {
  private let invocation: Invocation
  let mesh: LiveMesh
  let windowSeconds: Double
  /// How often to look; nil for as long as nobody interrupts.
  private let rounds: Int?

  /// Milliseconds from one look to the next.
  private static let pace = 1000

  init(_ invocation: Invocation) throws(Failure) {
    self.invocation = invocation
    windowSeconds = try invocation.window()
    let count = try invocation.number("count", in: 1...1_000_000)
    mesh = try invocation.liveMesh()
    // Where time stands still there is nothing to watch.
    rounds = mesh.isStill ? 1 : count ?? (invocation.flag("watch") ? nil : 1)
  }

  private var isWatching: Bool {
    !mesh.isStill && (rounds != 1 || invocation.flag("watch"))
  }

  /// - Parameter body: gets every snapshot, and whether more are to come.
  func run(
    _ body: (Snapshot, _ isWatching: Bool) throws(Failure) -> ExitCode
  ) throws(Failure) -> ExitCode {
    var code = ExitCode.fine
    var left = rounds
    try begin()
    while true {
      let began = Clock.monotonic
      code = try body(snapshot, isWatching)
      left = left.map { $0 - 1 }
      if left == 0 { return code }
      Self.pause(until: began + UInt64(Self.pace) * 1_000_000)
      mesh.poll()
    }
  }

  private var snapshot: Snapshot {
    mesh.state.snapshot(windowSeconds: windowSeconds, at: mesh.now)
  }

  /// The first looks: one where somebody kept the past, else two with the window between them. Who
  /// watches sees the first at once.
  private func begin() throws(Failure) {
    mesh.poll()
    try mustHearSomeone()
    if mesh.answersAtOnce || isWatching { return }
    if !invocation.flag("quiet"), isatty(STDERR_FILENO) == 1 {
      Output.say([MeshSentence.waits(windowSeconds)])
    }
    let began = Clock.monotonic
    Self.pause(until: began + UInt64(windowSeconds * 1e9))
    mesh.poll()
    try mustHearSomeone()
  }

  private func mustHearSomeone() throws(Failure) {
    if !mesh.isStill { try Self.mustHearSomeone(snapshot.sources) }
  }

  /// A mesh of which nothing can be read is no mesh to look at.
  static func mustHearSomeone(_ sources: [Snapshot.Source]) throws(Failure) {
    guard sources.allSatisfy({ !$0.isHeard }) else { return }
    throw MeshSentence.unreachable(sources)
  }

  private static func pause(until moment: UInt64) {
    let now = Clock.monotonic
    guard moment > now else { return }
    var wanted = timespec(
      tv_sec: Int((moment - now) / 1_000_000_000), tv_nsec: Int((moment - now) % 1_000_000_000))
    var left = timespec()
    while nanosleep(&wanted, &left) != 0, errno == EINTR { wanted = left }
  }
}

/// Puts one page after the other: on a terminal in place of the one before, elsewhere below it.
struct LivePages {
  private let invocation: Invocation
  private let isTerminal = isatty(STDOUT_FILENO) == 1
  /// Columns and rows of the screen at the page before.
  private var size: [Int] = []

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// - Parameter lines: for so many columns.
  mutating func show(_ lines: (Int) -> [StyledLine], isWatching: Bool) throws(Failure) {
    // Windows change their size while one watches.
    let screen = Screen(invocation)
    defer { size = [screen.columns, screen.rows] }
    guard isWatching, isTerminal else {
      let text = screen.paint.text(lines(screen.columns))
      return try Output.write((size.isEmpty ? "" : "\n") + text)
    }
    let lines = lines(screen.columns).map { $0.clipped(to: screen.columns) }
    let room = max(screen.rows - 1, 1)
    let missing = lines.count - room
    var shown = missing > 0 ? Array(lines.prefix(room - 1)) : lines
    if missing > 0 {
      shown.append(StyledLine(MeshSentence.more(missing + 1), TextStyle(.muted)))
    }
    let text = screen.paint.text(shown).split(separator: "\n", omittingEmptySubsequences: false)
    // Each line is overwritten and only then cut off, so that nothing flickers.
    let start = size == [screen.columns, screen.rows] ? "\u{1B}[H" : "\u{1B}[H\u{1B}[2J"
    try Output.write(start + text.joined(separator: "\u{1B}[K\n") + "\u{1B}[J")
  }
}
