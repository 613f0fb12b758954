/// What a key, or a click, can do.
public enum Action: Equatable, Hashable, Sendable {
  // Everywhere
  case quit, interrupt, help, redraw, suspend
  case showTab(Tab), nextTab, previousTab
  case save, saveAs, undo, redo
  case nextTheme, toggleAscii, toggleMouse
  case back

  // Lists and texts
  case move(Move)
  case select(Int)

  // The interview
  case accept, toggle, setUnknown, setNotApplicable
  case nextQuestion, previousQuestion, bestQuestion
  case openList, openQuestion, explainQuestion

  // The matrix
  case nextValue, previousValue, editAnswer
  case explainCriterion, toggleFit
  case raiseWeight, lowerWeight, resetWeight
  case showFlips, showVetoes, compareSaved, nextOrder, previousOrder

  // The mesh
  case filter, nextColumn, previousColumn, reverseOrder
  case toggleUnhealthy, longerSpan, shorterSpan
  case startMesh, stopMesh
  case armFaults, chooseFault, clearFaults, haltFaults
  case longer, shorter
  case freeze, earlier, muchEarlier, later, muchLater
  case openLogs, openTraces, onlyIll
  case record, openRecording
  case lookOftener, lookRarer

  // Labs
  case openLab, nextStep, showHint, playSolution, repeatStep

  // Commands
  case openPalette, complete
  case openLog, copyCommand, copyMark

  // The topology
  case goLeft, goRight
  case nextCall, previousCall, selectCall(Int)
  case nextService, previousService
  case zoom, toggleAnimation

  // The knowledge
  case showShelf(Int), followLink(Int)

  // The start menu
  case openStart

  // The form
  case toggleBestFirst

  // Boxes
  case confirm, discard, cancel
}

/// Ways to move through a list or a text.
public enum Move: Equatable, Hashable, Sendable {
  case up, down, pageUp, pageDown, top, bottom
}
