import Terminal

extension Keys {
  /// The keys of the Mesh tab and of its boxes.
  static let meshKeys: [Binding] =
    mesh + service + traces + trace + logs + topology + breakers + breakerViews + faults + time
    + recording
    + faultForm
    + consent

  private static let mesh: [Binding] =
    moves(.mesh, page: true) + reading(.mesh)
    + [
      Binding(
        .mesh, [.enter, .right, .character("d")], .accept, label: "open",
        help: "Shows instances, callers, callees and breakers of the marked service.", footer: 2),
      Binding(
        .mesh, [.character("/")], .filter, label: "filter",
        help: "Shows only services with a text in their name, with ! those without it, or those a "
          + "condition holds for, as in err > 5 and p99 > 200.", footer: 3),
      Binding(
        .mesh, [.character(">")], .nextColumn, label: "sort",
        help: "Sorts by the next column.", footer: 7, shownAs: "<>"),
      Binding(
        .mesh, [.character("<")], .previousColumn, label: "sort back",
        help: "Sorts by the column before."),
      Binding(
        .mesh, [.character("r")], .reverseOrder, label: "reverse",
        help: "Turns the order around."),
      Binding(
        .mesh, [.character("z")], .onlyIll, label: "only the ill",
        help: "Shows only services that are neither healthy nor without traffic, or all again."),
    ]

  private static func reading(_ scope: KeyScope) -> [Binding] {
    [
      Binding(
        scope, [.character("l")], .openLogs, label: "logs",
        help: "Shows the log lines of what is marked or open, and follows them.", footer: 4),
      Binding(
        scope, [.character("T")], .openTraces, label: "traces",
        help: "Lists the requests that came by what is marked or open, the worst first.", footer: 4),
    ]
  }

  private static let logs: [Binding] =
    moves(.logs, page: true)
    + [
      Binding(
        .logs, [.enter, .right, .character("d")], .accept, label: "its request",
        help: "Shows the request that the marked line belongs to.", footer: 3),
      Binding(
        .logs, [.character("/")], .filter, label: "filter",
        help: "Shows only lines with a text in them, or with ! before it those without it.",
        footer: 2),
      Binding(
        .logs, [.character("T")], .openTraces, label: "traces",
        help: "Lists the requests that came by here, the worst first.", footer: 4),
      Binding(
        .logs, [.escape, .left, .named(.backspace)], .back, label: "up",
        help: "Ends the filter, or goes up one level.", footer: 2),
    ]

  private static let service: [Binding] =
    moves(.service, page: true) + reading(.service)
    + [
      Binding(
        .service, [.enter, .right, .character("d")], .accept, label: "open",
        help: "Opens the marked line: an edge or an instance.", footer: 2),
      Binding(
        .service, [.escape, .left, .named(.backspace)], .back, label: "up",
        help: "Goes up one level, to the line it was opened from.", footer: 2),
    ]

  private static let traces: [Binding] =
    moves(.traces, page: true)
    + [
      Binding(
        .traces, [.enter, .right, .character("d")], .accept, label: "open",
        help: "Shows all the work for the marked request.", footer: 2),
      Binding(
        .traces, [.character("/")], .filter, label: "filter",
        help:
          "Lists only requests that match, as in failed, refused, took > 100 or callee = payment, or "
          + "those with a text in their route, services or failures.", footer: 2),
      Binding(
        .traces, [.character("l")], .openLogs, label: "its logs",
        help: "Shows the log lines that belong to the marked request.", footer: 3),
      Binding(
        .traces, [.escape, .left, .named(.backspace)], .back, label: "up",
        help: "Ends the filter, or goes up one level.", footer: 2),
    ]

  private static let trace: [Binding] =
    moves(.trace, page: true)
    + [
      Binding(
        .trace, [.enter, .right, .character("d")], .accept, label: "fold, open",
        help:
          "Folds what hangs under the marked span, or unfolds it; where nothing does, shows the "
          + "instance that did the work.", footer: 2),
      Binding(
        .trace, [.character("z")], .zoom, label: "whole time",
        help:
          "Lets the axis cover all of the request, or only until all was answered that was waited for.",
        footer: 3),
      Binding(
        .trace, [.character("l")], .openLogs, label: "its logs",
        help: "Shows the log lines that belong to this request, whoever wrote them.", footer: 3),
      Binding(
        .trace, [.character("T")], .openTraces, label: "traces",
        help: "Lists the requests that came by the marked span's service or call, the worst first.",
        footer: 4),
      Binding(
        .trace, [.escape, .left, .named(.backspace)], .back, label: "up",
        help: "Goes up one level, to the list or the line it was opened from.", footer: 2),
    ]

  private static let breakers: [Binding] =
    moves(.breakers, page: true)
    + [
      Binding(
        .breakers, [.enter, .right], .accept, label: "open",
        help: "Shows the calls that the marked breaker guards.", footer: 2)
    ]

  private static let faults: [Binding] = [
    Binding(
      .faults, [.character("u")], .startMesh, label: "start the shop",
      help: "Starts the shop, a mesh of real services on this machine.", footer: 3),
    Binding(
      .faults, [.character("F")], .armFaults, label: "arm faults",
      help: "Lets faults be set for two minutes, or locks them again.", footer: 4),
    Binding(
      .faults, [.character("f")], .chooseFault, label: "break it",
      help: "Breaks what is marked, on purpose and for a while; faults have to be armed.", footer: 3
    ),
    Binding(
      .faults, [.character("c")], .clearFaults, label: "mend",
      help: "Ends the faults that act on what is marked.", footer: 3),
    Binding(
      .faults, [.character("X")], .haltFaults, label: haltLabel, help: haltHelp, footer: 4),
    Binding(
      .faults, [.character("D")], .stopMesh, label: "end the shop",
      help: "Ends the shop and removes all it wrote; asks first.", footer: 8),
  ]

  // Where the mesh is shown it stands among the first keys, elsewhere among the last.
  static let haltLabel = "end all faults"
  static let haltHelp = "Ends all faults of the mesh at once, armed or not; safe to repeat."

  private static let time: [Binding] = [
    Binding(
      .faults, [.space], .freeze, label: "freeze",
      help: "Stops the picture, or returns to now; what happens meanwhile is not lost.", footer: 6),
    Binding(
      .faults, [.character("[")], .earlier, label: "back in time",
      help: "Goes back by a second, up to ten minutes.", footer: 7, shownAs: "[]"),
    Binding(
      .faults, [.character("]")], .later, label: "later", help: "Goes on by a second, up to now."),
    Binding(
      .faults, [.character("{")], .muchEarlier, label: "far back",
      help: "Goes back by ten seconds."),
    Binding(
      .faults, [.character("}")], .muchLater, label: "far on", help: "Goes on by ten seconds."),
  ]

  private static let recording: [Binding] = [
    Binding(
      .faults, [.character("R")], .record, label: "record",
      help: "Records what the mesh does to a file, or ends that.", footer: 9),
    Binding(
      .faults, [.character("P")], .openRecording, label: "open recording",
      help: "Plays a recording in the place of the mesh, or returns to now.", footer: 10),
    Binding(
      .faults, [.character("+")], .lookRarer, label: "rarer",
      help: "Looks at the mesh less often, up to every ten seconds."),
    Binding(
      .faults, [.character("-")], .lookOftener, label: "oftener",
      help: "Looks at the mesh more often, up to every second."),
  ]

  private static let faultForm: [Binding] =
    moves(.faultForm, page: false)
    + [
      Binding(
        .faultForm, [.right], .nextValue, label: "amount",
        help: "More of the marked fault.", footer: 2, shownAs: "←→"),
      Binding(
        .faultForm, [.left], .previousValue, label: "less", help: "Less of the marked fault."),
      Binding(
        .faultForm, [.character("+")], .longer, label: "how long",
        help: "Lets the fault last longer.", footer: 3, shownAs: "+-"),
      Binding(
        .faultForm, [.character("-")], .shorter, label: "shorter",
        help: "Lets the fault end earlier."),
      Binding(
        .faultForm, [.enter], .accept, label: "choose",
        help: "Takes the marked fault and asks before anything breaks.", footer: 4),
      Binding(
        .faultForm, [.escape, .character("q")], .cancel, label: "cancel",
        help: "Breaks nothing.", footer: 5),
      Binding(.faultForm, [.control("c")], .interrupt, label: "quit", help: "Ends the program."),
    ]

  private static let consent: [Binding] = [
    Binding(
      .consent, [.escape, .enter, .character("n")], .cancel, label: "no",
      help: "Leaves everything as it is.", footer: 1),
    Binding(
      .consent, [.character("y")], .confirm, label: "yes", help: "Does what the box says.",
      footer: 2),
    Binding(
      .consent, [.character("X")], .haltFaults, label: haltLabel,
      help: "Ends all faults, and then does what the box says.", footer: 3),
    Binding(.consent, [.control("c")], .interrupt, label: "quit", help: "Ends the program."),
  ]
}
