/// One line of a session: what is done, or what has to be seen.
public enum SessionStep: Equatable, Sendable {
  // What is done
  /// Tells who watches what comes next; nothing in a test.
  case caption(String)
  /// Runs a shell command in the session's folder before the program starts; it has to succeed.
  case before(String)
  /// Runs a shell command in the terminal: the program.
  case start(String)
  /// Presses keys one after the other, by tmux's names.
  case press([String])
  /// Presses a key again and again until a row with a text is there.
  case seek(String, key: String)
  /// Types a text.
  case type(String)
  /// Gives the terminal another size.
  case resize(columns: Int, rows: Int)
  /// Sends a signal to the program.
  case signal(String)
  /// Sends a signal to the process that watches over the mesh.
  case meshSignal(String)
  /// Runs a shell command beside the program until the session ends.
  case beside(String)

  // What has to be seen
  /// A row with all these texts in their order appears; it was not there before what was done last.
  case wait([String], seconds: Int)
  /// Such a row is there, or comes.
  case show([String], seconds: Int)
  /// No row with these texts is there any more.
  case gone([String], seconds: Int)
  /// In the rows with the first text the others appear one after the other, none of them out of turn.
  case states(row: String, words: [String], seconds: Int)
  /// The number after the text is smaller in a later picture.
  case falls(String)
  /// The number after the text is larger in a later picture.
  case rises(String)
  /// The picture stands still, no row of it runs into the next, and its last row is not empty.
  case fits
  /// Keeps the text that stands after another on the screen, up to two blanks, under a name.
  case keep(String, after: String)
  /// Runs a shell command in the session's folder; it has to succeed and to print all these texts.
  /// `$NAME` stands for what was kept.
  case shell(String, prints: [String])
  /// The program ends with this status and leaves the terminal as it was.
  case ends(Int32)

  /// Whether it changes what is on the screen, so that what is waited for has to be new.
  var acts: Bool {
    switch self {
    case .start, .press, .seek, .type, .resize, .signal, .meshSignal, .beside: true
    default: false
    }
  }
}
