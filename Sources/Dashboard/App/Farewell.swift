extension DashboardState {
  /// What goes on, or has ended, when the user leaves: a sentence a line.
  public var farewell: [String] {
    var lines: [String] = []
    if let recording = mesh.recording {
      lines.append(Sentence.recordingEnds(Self.shellWord(recording.path)))
    }
    if mesh.sources.isEmpty, mesh.live?.presence == .present, mesh.opened == nil {
      lines.append(Sentence.meshRunsOn(mesh.name, ends: "archadvisor mesh down\(mesh.nameOption)"))
    }
    return lines
  }
}
