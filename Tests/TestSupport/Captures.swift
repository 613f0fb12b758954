/// What a real program once said, kept in the folder `Captures` beside a suite.
///
/// - Parameter suite: leave it out; it is the file of the suite, in the folder of its target or one
///   below.
public func capture(_ name: String, suite: String = #filePath) throws -> [UInt8] {
  var folder = suite[...]
  for _ in 0..<2 {
    folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    if let content = contents(of: "\(folder)/Captures/\(name)") { return content }
  }
  throw HarnessError("no capture '\(name)' beside \(suite)")
}
