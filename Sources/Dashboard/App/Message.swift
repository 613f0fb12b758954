public import Advice
public import Labs
public import MeshModel
public import Terminal

/// Something that has happened and that the state may answer to.
public enum Message: Sendable {
  /// An event of the terminal.
  case input(InputEvent)
  /// A click on something that can be clicked.
  case action(Action)
  /// The answers are saved under this name.
  case saved(path: String, sheet: AnswerSheet)
  /// The answers are not saved.
  case notSaved(path: String, SaveObstacle)
  /// What explains the rules has been read.
  case handbook(Handbook)
  /// A search for flips is done.
  case flips(FlipsFound)
  /// A file of answers has been read.
  case answers(AnswerSheet, path: String)
  /// A file of answers could not be read, and why.
  case answersNotRead(String)
  /// All of the knowledge has been read, from a folder or from inside the program.
  case library(Library, folder: String?)
  /// A round of the live data.
  case mesh(MeshFrame)
  /// An errand tells how far it is.
  case meshTold(String)
  /// An errand is done, or why it is not, in a sentence.
  case meshDone(MeshErrand, problem: String?)
  /// What was read of the mesh beside its rounds.
  case sight(MeshSight)
  /// How far a recording is.
  case recording(RecordingNews)
  /// A recording is played from now on, with nil none any more; or why not, in a sentence.
  case played(String?, problem: String?)
  /// Text was given to the terminal's clipboard, or the terminal has none.
  case copied(String, isSent: Bool)
  /// What a lab wanted is done, or why it is not, in a sentence.
  case labDone(LabErrand, at: ClockReading, problem: String?)
  /// The labs there are and how far the user is, with what was wrong with the files.
  case labs([Lab], LabProgress, problem: String?)
  /// How far the user is in the labs could not be remembered; why, in a sentence.
  case progressNotKept(String)
  /// The time, when something on the screen depends on it.
  case tick(ClockReading)
}

/// Why a file was not written.
public enum SaveObstacle: Equatable, Sendable {
  /// There is a file of that name, and nobody said that it may be replaced.
  case exists
  /// Somebody else has changed the file since it was read.
  case changed
  /// Anything else, in a sentence.
  case failed(String)
}
