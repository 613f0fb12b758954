import Glibc

/// What went wrong around a test: in the harness, not in what it tests.
public struct HarnessError: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }

  /// An error of a call to the system, with the reason the system gave.
  static func system(_ call: String, _ code: Int32 = errno) -> HarnessError {
    HarnessError("\(call): \(String(cString: strerror(code)))")
  }
}

/// The whole content of a file, or nil when there is no such file.
public func contents(of path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var content: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return content }
    content += chunk[..<count]
  }
}

/// Writes a file, making it or replacing what it held.
public func write(_ content: some Sequence<UInt8>, to path: String) throws {
  guard let file = fopen(path, "wb") else { throw HarnessError.system("open \(path)") }
  let bytes = Array(content)
  let written = fwrite(bytes, 1, bytes.count, file)
  guard fclose(file) == 0, written == bytes.count else {
    throw HarnessError.system("write \(path)")
  }
}

/// Whether there is a file or folder of this name.
public func exists(_ path: String) -> Bool {
  access(path, F_OK) == 0
}
