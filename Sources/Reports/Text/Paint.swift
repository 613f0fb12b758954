public import Terminal

/// How lines become bytes: with or without colour, with or without characters beyond ASCII.
public struct Paint: Sendable, Equatable {
  public let isColored: Bool
  public let isASCII: Bool

  public init(colored: Bool = false, ascii: Bool = false) {
    isColored = colored
    isASCII = ascii
  }

  /// The lines as text. Whatever they hold, nothing in it can steer a terminal but our own colours.
  public func text(_ lines: [StyledLine]) -> String {
    var result = ""
    for line in lines {
      for span in line.spans { put(span, into: &result) }
      while result.last == " " { result.removeLast() }
      result += "\n"
    }
    return result
  }

  private func put(_ span: StyledSpan, into result: inout String) {
    let codes = isColored ? Self.codes(span.style) : ""
    if !codes.isEmpty { result += "\u{1B}[\(codes)m" }
    if span.text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
      result += span.text
    } else if isASCII {
      result += AsciiFallback.text(span.text)
    } else {
      for (glyph, _) in SafeGlyphs(span.text) { result += glyph.text }
    }
    if !codes.isEmpty { result += "\u{1B}[0m" }
  }

  /// The parameters that make a terminal show a style, in its own colours.
  ///
  /// Only the basic colours are used, as numbers: users have chosen how these look, on a dark ground
  /// or a light one.
  private static func codes(_ style: TextStyle) -> String {
    var codes: [String] = []
    if style.attributes.contains(.bold) { codes.append("1") }
    if style.attributes.contains(.underline) { codes.append("4") }
    switch style.role {
    case .heading: codes.append("1")
    case .muted, .unknown, .stale, .border: codes.append("2")
    case .accent, .key: codes.append("36")
    case .ok, .heatBest, .heatGood: codes.append("32")
    case .warning, .fault, .heatPoor: codes.append("33")
    case .bad, .heatWorst: codes.append("31")
    case .text, .info, .heatEven: break
    }
    return codes.joined(separator: ";")
  }
}
