import Advice
import Terminal

extension DashboardState {
  /// Takes note of what has happened and says what is to be done.
  public mutating func update(_ message: Message) -> [Effect] {
    let before = subject
    var effects = take(message) + searchFlips()
    if subject != before { effects.append(.follow(subject)) }
    if tab == .topology { followTopology(message) }
    log(effects, after: message)
    return effects
  }

  private mutating func take(_ message: Message) -> [Effect] {
    switch message {
    case .input(.key(let key)): return press(key)
    case .input(.mouse(let event)): return wheel(event)
    case .input(.resize(let size)):
      self.size = size
      return []
    case .input(.redraw): return [.repaint]
    case .input(.woken): break
    case .input(.closed): return [.quit(interrupted: true)]
    case .action(let action):
      notice = nil
      return act(action)
    case .saved(let path, let sheet): return finishSaving(sheet, path)
    case .notSaved(let path, let obstacle): return failSaving(path, obstacle)
    case .handbook(let handbook):
      self.handbook = handbook
      return []
    case .flips(let found): matrix.flips.take(found)
    case .mesh(let frame):
      take(frame)
      return takeInLab(frame)
    case .answers(let sheet, let path): take(sheet, path: path)
    case .answersNotRead(let problem): notice = Notice(.bad, problem)
    case .library(let library, let folder): patterns.take(Bookshelf(library, folder: folder))
    case .tick(let time): tell(time: time)
    case .meshTold(let line): tell(line)
    case .copied(let text, let isSent): finishCopying(text, isSent)
    case .labDone(let errand, let now, let problem): finish(errand, at: now, problem)
    case .progressNotKept(let problem): notice = Notice(.warning, problem)
    case .labs(let labs, let progress, let problem): take(labs, progress, problem: problem)
    case .meshDone(let errand, let problem): return finish(errand, problem)
    case .sight(let sight): mesh.take(sight)
    case .recording(let news): take(news)
    case .played(let path, let problem): played(path, problem)
    }
    return []
  }

  private mutating func press(_ key: Key) -> [Effect] {
    notice = nil
    if let action = keys.action(for: key, in: scopes) { return act(action) }
    if case .start = box {
      box = nil
      return press(key)
    }
    if case .prompt(var prompt) = box {
      if prompt.input.handle(key) { prompt.complaint = nil }
      box = .prompt(prompt)
      // The table shows at once what is left.
      if case .filter = prompt.purpose { filter(prompt.input.text) }
      if case .patternFilter = prompt.purpose { patterns.filter(prompt.input.text) }
      if case .breakerFilter = prompt.purpose { filterBreakers(prompt.input.text) }
      if case .logFilter = prompt.purpose { filterLogs(prompt.input.text) }
      if case .traceFilter = prompt.purpose { filterTraces(prompt.input.text) }
      if case .questionFilter = prompt.purpose { filterQuestions(prompt.input.text) }
    } else if case .palette(let palette) = box {
      type(key, into: palette)
    } else {
      notice = Notice(.muted, unboundWords(key))
    }
    return []
  }

  /// What is said of a key that does nothing: where the keys are told, or in a box which it has.
  private func unboundWords(_ key: Key) -> String {
    let usable = usableBindings
    guard !usable.contains(where: { $0.action == .help }) else { return Sentence.unboundKey(key) }
    let hints = footerHints.map { "\($0.keys) \($0.label)" }
    return Sentence.unboundKey(key, beside: hints)
  }

  private mutating func wheel(_ event: MouseEvent) -> [Effect] {
    switch event.action {
    case .wheelUp: act(.move(.up))
    case .wheelDown: act(.move(.down))
    case .press: []
    }
  }

  mutating func act(_ action: Action) -> [Effect] {
    if let obstacle = obstacle(to: action) {
      notice = Notice(.warning, obstacle)
      return []
    }
    switch box {
    case nil: break
    case .help(let scroll): return actReading(action, scroll)
    case .reading(_, let scroll): return actReading(action, scroll)
    case .prompt(let prompt): return act(action, in: prompt)
    case .confirmation(let confirmation): return act(action, in: confirmation)
    case .editor(let cursor): return act(action, inEditor: cursor)
    case .drill(let drill): return act(action, in: drill)
    case .faultForm(let form): return act(action, in: form)
    case .palette(let palette): return act(action, in: palette)
    case .commandLog(let marked): return actInLog(action, marked)
    case .labs(let marked): return act(action, inLabs: marked)
    case .start(let marked): return act(action, inStart: marked)
    }
    if let effects = actOnLab(action) { return effects }
    if let effects = actEverywhere(action) { return effects }
    switch tab {
    case .advise: return actInAdvise(action)
    case .matrix: return actInMatrix(action)
    case .mesh: return actInMesh(action)
    case .topology: return actInTopology(action)
    case .breakers: return actInBreakers(action)
    case .patterns: return actInPatterns(action)
    }
  }

  /// What works on every tab; nil when the action is not one of these.
  private mutating func actEverywhere(_ action: Action) -> [Effect]? {
    switch action {
    case .quit, .interrupt: return leave(interrupted: action == .interrupt)
    case .save: return save()
    case .saveAs:
      box = .prompt(Prompt(.path, interview.path ?? Sentence.suggestedPath))
    case .undo: retrace(interview.undo(), Sentence.undone)
    case .redo: retrace(interview.redo(), Sentence.redone)
    case .haltFaults: return give(.haltFaults)
    case .record: return toggleRecording()
    case .openRecording: return toggleReplay()
    case .help: box = .help(scroll: 0)
    case .openStart: box = .start(marked: 0)
    case .openPalette: box = .palette(Palette())
    case .openLog: box = .commandLog(marked: 0)
    case .copyCommand: return copy(equivalentCommand)
    case .copyMark: return markedName.map { copy($0) } ?? []
    case .showTab(let tab): return show(tab)
    case .nextTab: return show(tab.stepped(by: 1))
    case .previousTab: return show(tab.stepped(by: -1))
    default: return actOnAppearance(action)
    }
    return []
  }

  /// What is to be done at the start.
  public mutating func begin() -> [Effect] {
    commandLog.view = equivalentCommand
    log(equivalentCommand, isView: true)
    let mouse: [Effect] = appearance.usesMouse ? [.setMouse(true)] : []
    return show(tab) + [.watchMesh] + mouse + searchFlips()
  }

  mutating func show(_ tab: Tab) -> [Effect] {
    self.tab = tab
    if box == nil, notice == nil, [.advise, .matrix].contains(tab) { notice = nearbyOffer }
    if tab == .patterns, patterns.books == nil { return [.readLibrary] }
    // The matrix names its sources in full.
    return tab == .matrix && handbook == nil ? [.readHandbook] : []
  }

  /// Shows everything in the colours of a theme.
  mutating func use(theme name: String) {
    guard let theme = themes.first(where: { $0.name == name }) else { return }
    appearance.theme = theme.name
    notice = Notice(.info, Sentence.theme(theme))
  }

  private mutating func actOnAppearance(_ action: Action) -> [Effect]? {
    switch action {
    case .nextTheme:
      let index = themes.firstIndex { $0.name == appearance.theme } ?? 0
      use(theme: themes[(index + 1) % themes.count].name)
      return []
    case .toggleAscii:
      appearance.isAscii.toggle()
      return []
    case .toggleMouse:
      appearance.usesMouse.toggle()
      notice = Notice(.info, Sentence.mouse(appearance.usesMouse))
      return [.setMouse(appearance.usesMouse)]
    case .redraw: return [.repaint]
    case .suspend: return [.suspend]
    default: return nil
    }
  }
}
