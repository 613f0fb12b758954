public import Terminal

extension StyledLine {
  /// The line cut to so many columns, with an ellipsis when something is missing.
  public func clipped(to columns: Int) -> StyledLine {
    if self.columns <= columns { return self }
    var room = columns
    var result: [StyledSpan] = []
    for span in spans where room > 0 {
      let text = TextWidth.clipped(span.text, to: room)
      result.append(StyledSpan(text, span.style))
      room -= TextWidth.columns(text)
    }
    return StyledLine(result)
  }
}
