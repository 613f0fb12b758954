import YAML

extension Command {
  static let completion = Command(
    name: "completion", summary: "Print a script that completes command lines in a shell.",
    group: .program,
    details: [
      "For the shell at hand: eval \"$(archadvisor completion bash)\", the same with zsh, or "
        + "archadvisor completion fish | source. Put that line into the shell's start file to "
        + "have it every time."
    ],
    operands: ["bash|zsh|fish"], options: [], examples: ["completion bash"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let shells = ["bash", "zsh", "fish"]
    let table = CompletionTable(Command.all, unnamed: .unnamed)
    switch invocation.operands.first {
    case "bash": try Output.write(BashCompletion(table: table).script)
    case "zsh": try Output.write(ZshCompletion(table: table).script)
    case "fish": try Output.write(FishCompletion(table: table).script)
    case nil:
      throw Failure.usage("name a shell: bash, zsh or fish", see: "archadvisor completion")
    case let other?:
      throw Failure.usage(
        "'\(other.printable)' is not one of \(shells.joined(separator: ", "))"
          + NearestName.hint(other, in: shells), see: "archadvisor completion")
    }
    return .fine
  }
}
