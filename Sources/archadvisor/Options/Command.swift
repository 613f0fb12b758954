/// Something the program can do.
struct Command: Sendable {
  /// One or two words, as in `assess` or `knowledge check`.
  let name: String
  let summary: String
  /// Names of the words that follow the options, as in `OLD`.
  var operands: [String] = []
  let options: [Option]
  let run: @Sendable (Invocation) throws(Failure) -> ExitCode

  /// The command's own options and those every command has.
  var allOptions: [Option] { options + [.knowledge, .quiet, .help] }

  static let all: [Command] = [.assess]
}
