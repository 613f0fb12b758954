import Labs
import Terminal

extension DashboardState {
  /// The keys that matter most here, help and quit always among them.
  func drawFooter(in area: Area, on frame: inout Frame) {
    let kept = box == nil ? [keptHint(.help, "help"), keptHint(.quit, "quit")] : []
    frame.buffer.draw(KeyFooter(footerHints, kept: kept), in: area)
  }

  /// What can be done here now.
  var usableBindings: [KeyBinding<KeyScope, Action>] {
    keys.bindings(in: scopes).filter { obstacle(to: $0.action) == nil }
  }

  /// The keys that matter here, the most important first.
  var footerHints: [KeyFooter.Hint] {
    usableBindings.filter { $0.footerOrder != nil && isWorthAHint($0.action) }.enumerated()
      .sorted {
        ($0.element.footerOrder ?? 0, $0.offset) < ($1.element.footerOrder ?? 0, $1.offset)
      }
      .map { hint($0.element) }
  }

  /// Answers are saved where they are given; elsewhere that key would seem to save what is shown.
  private func isWorthAHint(_ action: Action) -> Bool {
    action != .save || tab == .advise || tab == .matrix
  }

  private func hint(_ binding: KeyBinding<KeyScope, Action>) -> KeyFooter.Hint {
    if case .reading(.labStep, _) = box, binding.action == .back, lab.run?.state == .reading {
      return KeyFooter.Hint(keyCap(of: .back, in: .reading, preferred: .enter), "set the step up")
    }
    return KeyFooter.Hint(binding.footerKeys ?? binding.firstKeyLabel, binding.label)
  }

  private func keptHint(_ action: Action, _ label: String) -> KeyFooter.Hint {
    KeyFooter.Hint(keyCap(of: action), label)
  }

  /// The first key of an action, as it is written on the screen.
  func keyCap(of action: Action) -> String {
    keys.bindings.first { $0.action == action && !$0.keys.isEmpty }?.firstKeyLabel ?? ""
  }

  /// The news, in as many lines as it needs but not many, or else the command that prints what is
  /// on the screen.
  func linesBelow(columns: Int) -> [StyledLine] {
    if let notice {
      let style = TextStyle(notice.role, .bold)
      return Array(Lines.wrapped(spelled(notice.text), columns: columns, style: style).prefix(3))
    }
    return [StyledLine(TextWidth.clipped("$ " + equivalentCommand, to: columns), TextStyle(.muted))]
  }

  /// The command that prints what is on the screen.
  var equivalentCommand: String {
    switch box {
    case .faultForm(let form): return mesh.command(form.order)
    case .confirmation(.setFault(let order)): return mesh.command(order)
    case .labs: return "archadvisor lab list"
    case .reading(.labStep, _): return lab.command
    case .prompt(let prompt) where prompt.purpose == .record:
      return mesh.command(recordingTo: prompt.input.text)
    case .prompt(let prompt) where prompt.purpose == .openRecording:
      return "archadvisor --replay \(Self.shellWord(prompt.input.text))"
    case .start(let marked): return command(startChoice(marked))
    case .confirmation(.stopMesh): return "archadvisor mesh down\(mesh.nameOption)"
    default: break
    }
    if tab == .mesh { return mesh.command }
    if tab == .topology { return topologyCommand }
    if tab == .breakers { return mesh.breakersCommand }
    if tab == .matrix { return matrixCommand }
    if tab == .patterns { return patterns.command }
    return answersCommand
  }

  /// The command that prints the verdict.
  private var answersCommand: String {
    let file = interview.path.map(Self.shellWord) ?? "FILE"
    return "archadvisor assess --answers \(file)" + saveFirst(.save)
  }

  /// What has to be done before a command that reads answers prints what is shown, as a remark that a
  /// shell leaves out; nothing when the file holds them.
  private func saveFirst(_ action: Action, as file: String? = nil) -> String {
    guard interview.hasUnsavedChanges else { return "" }
    return "  # save first: \(keyCap(of: action))" + (file.map { ", as \($0)" } ?? "")
  }

  /// The command that prints what the matrix shows.
  private var matrixCommand: String {
    if case .drill(let drill) = box {
      switch drill.current.page {
      case .criterion(let id): return "archadvisor knowledge show criteria/\(Self.shellWord(id))"
      case .veto(let id): return "archadvisor knowledge show vetoes/\(Self.shellWord(id))"
      case .source(let id): return "archadvisor knowledge show sources/\(Self.shellWord(id))"
      case .flips:
        let file = interview.path.map(Self.shellWord) ?? "FILE"
        return "archadvisor flip --answers \(file)" + saveFirst(.save)
      case .vetoes: return "archadvisor knowledge list vetoes"
      }
    }
    guard matrix.comparison != nil, let path = interview.path, interview.hasUnsavedChanges else {
      return answersCommand
    }
    return "archadvisor diff \(Self.shellWord(path)) NEW" + saveFirst(.saveAs, as: "NEW")
  }

  /// A path as it has to be typed in a shell.
  static func shellWord(_ path: String) -> String {
    let isPlain = path.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        || "-_./+,:@%".unicodeScalars.contains($0)
    }
    return isPlain && !path.isEmpty
      ? path
      : "'"
        + path.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}

extension KeyBinding {
  /// The first key as it is written on the screen.
  var firstKeyLabel: String { keys.first?.label ?? "" }
}
