public import Advice
public import Labs

/// Something the program is to do for the state; the state itself does no input and no output.
public enum Effect: Sendable {
  /// Write the answers to a file; answered by ``Message/saved(path:sheet:)`` or
  /// ``Message/notSaved(path:_:)``.
  case save(AnswerSheet, path: String, SaveMode)
  /// Read what explains the rules; answered by ``Message/handbook(_:)``.
  case readHandbook
  /// Search beside the screen for the smallest changes that lead to another recommendation; answered
  /// by ``Message/flips(_:)``.
  case searchFlips(AnswerSheet, verdict: Int)
  /// Read all of the knowledge; answered by ``Message/library(_:folder:)``.
  case readLibrary
  /// Look at the mesh from now on; answered by ``Message/mesh(_:)`` after every round.
  case watchMesh
  /// Do something that takes its time, beside the screen; answered by ``Message/meshTold(_:)`` and
  /// ``Message/meshDone(_:problem:)``.
  case mesh(MeshErrand)
  /// Put text into the terminal's clipboard; answered by ``Message/copied(_:isSent:)``.
  case copy(String)
  /// Read the labs and how far the user is; answered by ``Message/labs(_:_:problem:)``.
  case readLabs
  /// Remember how far the user is in the labs.
  case keepProgress(LabProgress)
  /// Switch the mouse.
  case setMouse(Bool)
  /// Paint the whole screen again.
  case repaint
  /// Give the terminal to the shell until the user comes back.
  case suspend
  /// End the program.
  case quit(interrupted: Bool)
}

/// What may happen to a file that is there already.
public enum SaveMode: Equatable, Sendable {
  /// Nothing: the file must be new.
  case new
  /// It may be replaced when it is as it was when read or written last.
  case update
  /// It may be replaced.
  case replace
}
