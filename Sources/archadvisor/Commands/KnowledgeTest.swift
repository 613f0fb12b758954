import Advice
import Glibc
import Reports

extension Command {
  static let knowledgeTest = Command(
    name: "knowledge test", summary: "Run the rules' proofs, the examples and the cases.",
    group: .knowledge,
    details: [
      "Exits 1 when a proof or an example fails, when the cases miss an aim of knowledge.yaml, and "
        + "when there is nothing to test. Progress goes to standard error."
    ],
    options: [.output(["text", "json"])],
    examples: ["knowledge test", "knowledge test --knowledge knowledge -o json"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let library = try invocation.loadSoundLibrary()
    var progress = Progress(isQuiet: invocation.flag("quiet"))
    let result = Proving.run(library) { progress.tell($0.rawValue, $1, $2) }
    if invocation.format == "json" {
      try Output.write(ProvingJSON(result, library.knowledge).text)
    } else {
      let screen = Screen(invocation)
      try Output.write(ProvingText(result).page(columns: screen.columns), screen)
    }
    return result.isPassed ? .fine : .no
  }
}

/// Tells on standard error how far a long piece of work is.
struct Progress {
  let isQuiet: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// On a terminal one line counts up in place; elsewhere each part is told once, when it is done.
  mutating func tell(_ part: String, _ done: Int, _ total: Int) {
    if isQuiet { return }
    let text = "\(part): \(done) of \(total)"
    if isTerminal {
      Output.say("\r\(text)\(done == total ? "\n" : "")")
    } else if done == total {
      Output.say([text])
    }
  }
}
