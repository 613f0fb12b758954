/// Completion for zsh: words with their summaries, options by `_arguments`.
struct ZshCompletion {
  let table: CompletionTable

  var script: String {
    """
    #compdef archadvisor
    # zsh completion for archadvisor; save it as _archadvisor in a folder of $fpath, or load it
    # after compinit with: eval "$(archadvisor completion zsh)"
    _archadvisor() {
      local -a words_of_it
      if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
        words_of_it=(\(list(table.words(after: ""))))
        _describe command words_of_it
        return
      fi
      case $words[2] in
    \(families)  esac
      local name="$words[2]"
      case "$words[2] $words[3]" in
        \(pairs)) name="$words[2] $words[3]" ;;
      esac
      case $name in
    \(arguments)  esac
    }
    if [ "$funcstack[1]" = _archadvisor ]; then _archadvisor "$@"; else compdef _archadvisor archadvisor; fi

    """
  }

  private var families: String {
    table.families.map { family in
      """
          \(family))
            if (( CURRENT == 3 )) && [[ $words[3] != -* ]]; then
              words_of_it=(\(list(table.words(after: family))))
              _describe command words_of_it
              return
            fi ;;

      """
    }.joined()
  }

  private var pairs: String {
    let pairs = table.entries.map(\.name).filter { $0.contains(" ") }.map { "'\($0)'" }
    return pairs.isEmpty ? "''" : pairs.joined(separator: "|")
  }

  private var arguments: String {
    table.entries.filter { !$0.name.isEmpty }.map { branch("'\($0.name)'", $0) }.joined()
      + table.entries.filter(\.name.isEmpty).map { branch("*", $0) }.joined()
  }

  private func branch(_ pattern: String, _ entry: CompletionTable.Entry) -> String {
    let options = entry.options.flatMap { option in option.spellings.map { spec($0, option) } }
    let words = entry.operandWords.joined(separator: " ")
    let rest = entry.takesFiles ? " '*:file:_files'" : words.isEmpty ? "" : " '*:word:(\(words))'"
    return "    \(pattern)) _arguments -s \(options.joined(separator: " "))\(rest) ;;\n"
  }

  private func spec(_ spelling: String, _ option: Option) -> String {
    let many = option.repeats ? "*" : ""
    let text = "\(many)\(spelling)[\(Self.escaped(option.summary, "[]:"))]"
    let value = option.value ?? ""
    switch option.values {
    case .none: return Self.quoted(text)
    case .words(let words): return Self.quoted("\(text):\(value):(\(words.joined(separator: " ")))")
    case .paths: return Self.quoted("\(text):\(value):_files")
    case .anything: return Self.quoted("\(text):\(Self.escaped(value, ":")): ")
    }
  }

  private func list(_ words: [(word: String, summary: String)]) -> String {
    words.map { Self.quoted("\($0.word):\(Self.escaped($0.summary, ":"))") }
      .joined(separator: " ")
  }

  private static func escaped(_ text: String, _ special: String) -> String {
    text.map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "'\\''"))'"
  }
}
