/// Completion for fish: one line for each thing that may be written, with the condition for it.
struct FishCompletion {
  let table: CompletionTable

  var script: String {
    """
    # fish completion for archadvisor; load it with: archadvisor completion fish | source
    function __archadvisor_is
      set -l words (commandline -opc)[2..-1]
      set -l plain
      for word in $words
        string match -q -- '-*' $word; and break
        set -a plain $word
      end
      test "$plain[1..2]" = "$argv"; or test "$plain[1]" = "$argv"
    end
    complete -c archadvisor -f
    \((words + options).joined(separator: "\n"))

    """
  }

  private var words: [String] {
    let first = table.words(after: "").map { word in
      "complete -c archadvisor -n __fish_use_subcommand -a \(word.word) "
        + "-d \(Self.quoted(word.summary))"
    }
    let second = table.families.flatMap { family in
      table.words(after: family).map { word in
        "complete -c archadvisor -n '__archadvisor_is \(family)' -a \(word.word) "
          + "-d \(Self.quoted(word.summary))"
      }
    }
    return first + second
  }

  private var options: [String] {
    table.entries.flatMap { entry in
      let when =
        entry.name.isEmpty ? "__fish_use_subcommand" : Self.quoted("__archadvisor_is \(entry.name)")
      let files = entry.takesFiles ? ["complete -c archadvisor -n \(when) -F"] : []
      let words = entry.operandWords.map { "complete -c archadvisor -n \(when) -a \($0)" }
      return entry.options.map { line(when, $0) } + files + words
    }
  }

  private func line(_ when: String, _ option: Option) -> String {
    let short = option.short.map { " -s \($0)" } ?? ""
    let value =
      switch option.values {
      case .none: ""
      case .words(let words): " -x -a '\(words.joined(separator: " "))'"
      case .paths: " -r -F"
      case .anything: " -x"
      }
    return "complete -c archadvisor -n \(when) -l \(option.name)\(short)\(value) "
      + "-d \(Self.quoted(option.summary))"
  }

  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
  }
}
