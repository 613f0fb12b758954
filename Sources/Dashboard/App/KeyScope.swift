/// Where a key means something. Scopes are stacked, the innermost first.
public enum KeyScope: String, CaseIterable, Sendable {
  /// A line of text is being typed.
  case prompt
  /// A question about overwriting or leaving is to be answered.
  case confirmation
  /// A text in a box is being read.
  case reading
  /// The answers of one question are offered.
  case choices
  /// The interview, one question at a time.
  case question
  /// The list of all questions.
  case list
  /// The matrix.
  case matrix
  /// An answer is changed in a box above the matrix.
  case editor
  /// Rules and what lies behind them are read in a box above the matrix.
  case drill
  /// The services of the mesh.
  case mesh
  /// A service, an edge or an instance in detail.
  case service
  /// The requests that went through the mesh.
  case traces
  /// One request and its spans.
  case trace
  /// The lines of a log.
  case logs
  /// The graph of the mesh.
  case topology
  /// The breakers of the mesh.
  case breakers
  /// The mesh as a whole, and breaking it on purpose.
  case faults
  /// A fault is put together in a box.
  case faultForm
  /// The knowledge to read.
  case patterns
  /// The menu a first session begins with.
  case start
  /// A text of the knowledge.
  case page
  /// A question about the mesh is to be answered.
  case consent
  /// A command is chosen in the palette.
  case palette
  /// The commands of the session are looked at.
  case commandLog = "command-log"
  /// The list of labs.
  case labList
  /// A lab is done beside the mesh.
  case lab
  /// Everywhere no box is open.
  case everywhere

  /// The heading in the help.
  public var title: String {
    switch self {
    case .prompt: "Typing"
    case .confirmation: "Deciding about answers"
    case .reading: "Reading"
    case .choices: "Answering"
    case .question: "Interview"
    case .list: "List of questions"
    case .matrix: "Matrix"
    case .editor: "Changing an answer"
    case .drill: "Rules and their sources"
    case .mesh: "Mesh"
    case .service: "A service, edge or instance"
    case .traces: "Requests"
    case .trace: "A request"
    case .logs: "Logs"
    case .topology: "Topology"
    case .breakers: "Breakers"
    case .patterns: "Patterns"
    case .page: "A text"
    case .start: "Start menu"
    case .faults: "The mesh as a whole"
    case .faultForm: "Choosing a fault"
    case .consent: "Deciding about the mesh"
    case .palette: "Choosing a command"
    case .commandLog: "Commands of the session"
    case .labList: "Choosing a lab"
    case .lab: "Lab"
    case .everywhere: "Everywhere"
    }
  }
}
