import CSupport
import Glibc

@main
struct Main {
  static func main() {
    cs_ignore_broken_pipe()
    cs_exit_on_signals()
    cs_exit_on_bugs()
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Finds the command, runs it, and says why when it fails.
  static func run(_ words: [String]) -> ExitCode {
    do throws(Failure) {
      switch try Dispatch.wish(words) {
      case .run(let command, let rest):
        return try command.run(try Invocation(command, rest).configured())
      case .help(let command):
        let screen = Screen()
        try Output.write(Help.page(command, columns: screen.columns), screen)
      case .family(let commands):
        let screen = Screen()
        try Output.write(Help.page(family: commands, columns: screen.columns), screen)
      case .version: try Output.write(Version.text)
      case .manual: try Output.write(ManPage.text)
      }
      return .fine
    } catch {
      Output.say(error.lines)
      return error.code
    }
  }
}
