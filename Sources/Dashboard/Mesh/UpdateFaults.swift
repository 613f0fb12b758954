import Terminal

extension DashboardState {
  /// A fault being put together.
  mutating func act(_ action: Action, in form: FaultForm) -> [Effect] {
    var form = form
    switch action {
    case .cancel:
      box = nil
      return []
    case .interrupt: return leave(interrupted: true)
    case .move(let move):
      form.marked = moved(form.marked, move, count: form.kinds.count, page: 1)
    case .select(let line) where form.kinds.indices.contains(line): form.marked = line
    case .nextValue: form.step(by: 1)
    case .previousValue: form.step(by: -1)
    case .longer: form.last(by: 1)
    case .shorter: form.last(by: -1)
    case .accept:
      box = .confirmation(.setFault(form.order))
      return []
    default: break
    }
    box = .faultForm(form)
    return []
  }
}
