import CSupport
import Glibc
import YAML

@main
struct Main {
  static func main() {
    cs_ignore_broken_pipe()
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Finds the command, runs it, and says why when it fails.
  static func run(_ words: [String]) -> ExitCode {
    do throws(Failure) {
      let (command, rest) = try find(words)
      return try command.run(Invocation(command, rest))
    } catch {
      Output.say(error.lines)
      return error.code
    }
  }

  private static func find(_ words: [String]) throws(Failure) -> (Command, [String]) {
    for count in [2, 1] where words.count >= count {
      let name = words.prefix(count).joined(separator: " ")
      if let command = Command.all.first(where: { $0.name == name }) {
        return (command, Array(words.dropFirst(count)))
      }
    }
    guard let word = words.first else { throw Failure.usage("name a command") }
    let hint = NearestName.hint(word, in: Command.all.map(\.name))
    throw Failure.usage("unknown command '\(word.printable)'\(hint)")
  }
}
