import Advice
import Terminal

extension DashboardState {
  /// A key that edits what is typed in the palette.
  mutating func type(_ key: Key, into palette: Palette) {
    var palette = palette
    guard palette.input.handle(key) else { return }
    (palette.marked, palette.complaint) = (0, nil)
    box = .palette(palette)
  }

  mutating func act(_ action: Action, in palette: Palette) -> [Effect] {
    switch action {
    case .interrupt: return leave(interrupted: true)
    case .cancel: box = nil
    case .move(let move): mark(move, in: palette)
    case .complete: complete(palette)
    case .confirm: return run(at: palette.marked, palette)
    case .select(let place): return run(at: place, palette)
    default: break
    }
    return []
  }

  private mutating func mark(_ move: Move, in palette: Palette) {
    var palette = palette
    let count = commands(for: palette).count
    palette.marked = moved(palette.marked, move, count: count, page: paletteRows)
    palette.complaint = nil
    box = .palette(palette)
  }

  /// Types the marked command.
  private mutating func complete(_ palette: Palette) {
    let commands = commands(for: palette)
    guard commands.indices.contains(palette.marked) else { return }
    box = .palette(Palette(input: TextInput(commands[palette.marked].title)))
  }

  private mutating func run(at place: Int, _ palette: Palette) -> [Effect] {
    let commands = commands(for: palette)
    var palette = palette
    palette.marked = place
    guard commands.indices.contains(place) else {
      palette.complaint = Sentence.nothingRun(palette.input.text)
      box = .palette(palette)
      return []
    }
    let command = commands[place]
    if let obstacle = command.obstacle {
      palette.complaint = obstacle
      box = .palette(palette)
      return []
    }
    if command.deed == .needsMore {
      complete(palette)
      return []
    }
    commandHistory.add(command.title)
    box = nil
    return run(command.deed)
  }

  private mutating func run(_ deed: PaletteCommand.Deed) -> [Effect] {
    switch deed {
    case .action(let action): return act(action)
    case .needsMore: break
    case .theme(let name): use(theme: name)
    case .arming: arm()
    case .fault(let order): box = .confirmation(.setFault(order))
    case .filter(let text):
      mesh.place = .table
      filter(text)
      return show(.mesh)
    case .service(let name):
      open(name)
      return show(.mesh)
    case .pattern(let id):
      let name = EntryName(kind: .patterns, id: id)
      patterns.trail = []
      patterns.show(.patterns)
      patterns.mark(name)
      open(name)
      return show(.patterns)
    case .question(let id):
      questions.firstIndex { $0.id == id }.map { open($0) }
      return show(.advise)
    }
    return []
  }
}
