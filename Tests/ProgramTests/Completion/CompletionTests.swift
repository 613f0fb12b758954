import TestSupport
import Testing

@Suite("Completion scripts in real shells")
struct CompletionTests {
  /// What is typed, and what is offered for it.
  static let cases: [(words: [String], offers: [String])] = [
    (["asse"], ["assess"]), (["ke"], ["keys"]), (["keys", "-o", "j"], ["json"]),
    (["knowledge", ""], ["check", "test", "list", "show"]),
    (["knowledge", "c"], ["check"]),
    (["assess", "--answ"], ["--answers", "--answers-dir"]),
    (["knowledge", "check", "--colo"], ["--color"]),
    (["assess", "--color", "n"], ["never"]),
    (["completion", ""], ["bash", "zsh", "fish"]),
    (["config", ""], ["show", "path", "template"]), (["keys", "--conf"], ["--config"]),
  ]

  private func script(_ shell: String) throws -> (path: String, folder: TemporaryFolder) {
    let run = try Program.archadvisor.run("completion", shell)
    #expect(run.errors.isEmpty)
    let folder = try TemporaryFolder()
    return (try folder.file("script", run.output), folder)
  }

  @Test("bash offers what fits", arguments: cases)
  func bash(_ words: [String], _ offers: [String]) throws {
    let script = try script("bash")
    let line = (["archadvisor"] + words).map { "'\($0)'" }.joined(separator: " ")
    let run = try Program("/bin/bash").run(
      "-c",
      "source '\(script.path)'; COMP_WORDS=(\(line)); COMP_CWORD=\(words.count); _archadvisor; "
        + "printf '%s\\n' \"${COMPREPLY[@]}\"")
    #expect(run.errors.isEmpty)
    #expect(Set(run.output.split(separator: "\n").map(String.init)) == Set(offers))
  }

  @Test("bash offers files where a file is wanted")
  func bashFiles() throws {
    let script = try script("bash")
    let file = try script.folder.file("shop.yaml", "")
    let part = String(file.dropLast(3))
    let run = try Program("/bin/bash").run(
      "-c",
      "source '\(script.path)'; COMP_WORDS=(archadvisor assess --answers '\(part)'); COMP_CWORD=3; "
        + "_archadvisor; echo \"${COMPREPLY[0]}\"")
    #expect(run.output == "\(file)\n")
  }

  @Test("fish offers what fits", .enabled(if: isInstalled("fish")), arguments: cases)
  func fish(_ words: [String], _ offers: [String]) throws {
    let script = try script("fish")
    let line = (["archadvisor"] + words).joined(separator: " ")
    let run = try Program("/usr/bin/fish").run(
      "--no-config", "-c", "source '\(script.path)'; complete -C '\(line)'")
    let offered = run.output.split(separator: "\n").map { line in
      String(line.split(separator: "\t").first ?? "")
    }
    #expect(Set(offers).isSubset(of: Set(offered)))
    #expect(run.errors.isEmpty)
  }

  @Test("zsh reads the script without complaint", .enabled(if: isInstalled("zsh")))
  func zsh() throws {
    let script = try script("zsh")
    let run = try Program("/usr/bin/zsh").run(
      "-f", "-c", "autoload -U compinit && compinit -D && source '\(script.path)' && echo fine")
    #expect(run.output == "fine\n")
    #expect(run.errors.isEmpty)
  }

  @Test("a shell nobody wrote for is refused with the ones there are")
  func unknown() throws {
    let run = try Program.archadvisor.run("completion", "zhs")
    #expect(
      run.errors
        == "archadvisor: error: 'zhs' is not one of bash, zsh, fish; did you mean 'zsh'?; "
        + "see 'archadvisor completion --help'\n")
    #expect(run.output.isEmpty)
  }
}

private func isInstalled(_ shell: String) -> Bool {
  (try? Program("/usr/bin/\(shell)").run("--version")) != nil
}
