import CNcurses

/// What the system knows about kinds of terminals.
public enum TerminalDatabase {
  /// How many colours a terminal of that name shows, 0 for none; nil when the name is not known.
  public static func colors(of name: String) -> Int? {
    let colors = Int(nc_colors_of(name))
    return colors < 0 ? nil : colors
  }
}
