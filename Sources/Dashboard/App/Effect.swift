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
  /// Read a file of answers; answered by ``Message/answers(_:path:)`` or
  /// ``Message/answersNotRead(_:)``.
  case readAnswers(path: String)
  /// Read all of the knowledge; answered by ``Message/library(_:folder:)``.
  case readLibrary
  /// Look at the mesh from now on; answered by ``Message/mesh(_:)`` after every round.
  case watchMesh
  /// Do something that takes its time, beside the screen; answered by ``Message/meshTold(_:)`` and
  /// ``Message/meshDone(_:problem:)``.
  case mesh(MeshErrand)
  /// Read this of the mesh from now on beside the rounds, and nothing any more with nil; answered by
  /// ``Message/sight(_:)`` again and again.
  case follow(MeshSubject?)
  /// Record the mesh to a file that does not exist yet; answered by ``Message/recording(_:)``.
  case record(path: String)
  /// End the recording, so that its file is whole.
  case endRecording
  /// Play a recording in the place of the mesh, or with nil show the mesh again; answered by
  /// ``Message/played(_:problem:)``.
  case play(String?)
  /// Look at the mesh every so many milliseconds.
  case look(every: Int)
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
