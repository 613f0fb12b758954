/// Completion for bash: one function that walks the words to the command, then offers what fits.
struct BashCompletion {
  let table: CompletionTable

  var script: String {
    """
    # bash completion for archadvisor; load it with: eval "$(archadvisor completion bash)"
    _archadvisor() {
      local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
      local command='' index
      COMPREPLY=()
      for ((index = 1; index < COMP_CWORD; index++)); do
        case "$command${command:+ }${COMP_WORDS[index]}" in
          \(paths))
            command="$command${command:+ }${COMP_WORDS[index]}" ;;
        esac
      done
      case "$command:$previous" in
    \(values)  esac
      case "$command" in
    \(offers)  esac
    }
    complete -F _archadvisor archadvisor

    """
  }

  /// Every command, and every first word of two.
  private var paths: String {
    (table.entries.map(\.name).filter { !$0.isEmpty } + table.families)
      .map { "'\($0)'" }.joined(separator: "|")
  }

  /// What an option's value may be, by command and option.
  private var values: String {
    table.entries.flatMap { entry in
      entry.options.compactMap { option -> String? in
        let patterns = option.spellings.map { "'\(entry.name):\($0)'" }.joined(separator: "|")
        switch option.values {
        case .none: return nil
        case .words(let words): return branch(patterns, "-W '\(words.joined(separator: " "))'")
        case .paths: return branch(patterns, "-f")
        case .anything: return "    \(patterns)) return ;;\n"
        }
      }
    }.joined()
  }

  private func branch(_ patterns: String, _ source: String) -> String {
    "    \(patterns)) COMPREPLY=($(compgen \(source) -- \"$current\")); return ;;\n"
  }

  /// What may stand next, by command.
  private var offers: String {
    let commands = table.entries.map { entry in
      let options = entry.options.map { "--\($0.name)" }
      let words = entry.name.isEmpty ? table.words(after: "").map(\.word) : entry.operandWords
      return offer(entry.name, options, words, files: entry.takesFiles)
    }
    let families = table.families.map { family in
      offer(family, ["--help"], table.words(after: family).map(\.word), files: false)
    }
    return (commands + families).joined()
  }

  private func offer(
    _ name: String, _ options: [String], _ words: [String], files: Bool
  ) -> String {
    let plain = files ? "-f" : "-W '\(words.joined(separator: " "))'"
    return """
          '\(name)')
            if [[ $current == -* ]]; then
              COMPREPLY=($(compgen -W '\(options.joined(separator: " "))' -- "$current"))
            else
              COMPREPLY=($(compgen \(plain) -- "$current"))
            fi ;;

      """
  }
}
