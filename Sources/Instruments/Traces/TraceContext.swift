/// Which request a piece of work belongs to, as W3C Trace Context passes it on.
public struct TraceContext: Hashable, Sendable {
  /// 32 lower case hexadecimal digits, not all zero.
  public let trace: String
  /// 16 lower case hexadecimal digits, not all zero: the span that the next work hangs under.
  public let span: String
  /// Whether whoever began the trace wants its spans kept.
  public let isSampled: Bool

  public init(trace: String, span: String, isSampled: Bool = true) {
    self.trace = trace
    self.span = span
    self.isSampled = isSampled
  }

  /// Starts a trace.
  public static func start(_ random: inout some RandomNumberGenerator) -> TraceContext {
    TraceContext(
      trace: hexadecimal(random.next() | 1) + hexadecimal(random.next()),
      span: hexadecimal(random.next() | 1))
  }

  /// The same trace, with a new span to hang work under.
  public func child(_ random: inout some RandomNumberGenerator) -> TraceContext {
    TraceContext(
      trace: trace, span: Self.hexadecimal(random.next() | 1), isSampled: isSampled)
  }

  /// Reads a `traceparent` header; nil for anything malformed, which starts a new trace.
  public init?(_ header: String?) {
    guard let header, header.utf8.count >= 55, header.utf8.count <= 255 else { return nil }
    let parts = header.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 4, Self.isHexadecimal(parts[0], 2), parts[0] != "ff",
      parts[0] != "00" || parts.count == 4, Self.isHexadecimal(parts[1], 32),
      Self.isHexadecimal(parts[2], 16), Self.isHexadecimal(parts[3], 2),
      parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
    else { return nil }
    trace = parts[1]
    span = parts[2]
    isSampled = (UInt8(parts[3], radix: 16) ?? 0) & 1 == 1
  }

  /// The `traceparent` header.
  public var header: String { "00-\(trace)-\(span)-\(isSampled ? "01" : "00")" }

  private static func isHexadecimal(_ text: String, _ count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
