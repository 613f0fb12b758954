import Glibc

/// A fresh folder for one test, gone with the value that holds it.
public final class TemporaryFolder: Sendable {
  /// The folder's absolute path, without a slash at its end.
  public let path: String

  public init() throws {
    var template = Array("/tmp/archadvisor-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw HarnessError.system("mkdtemp") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    _ = try? Program("/bin/rm").run("-rf", path)
  }

  /// The path of an entry of this folder, whether it exists or not.
  public func path(_ name: String) -> String {
    "\(path)/\(name)"
  }

  /// Writes a text file into this folder and gives its path.
  @discardableResult
  public func file(_ name: String, _ text: String) throws -> String {
    try write(text.utf8, to: path(name))
    return path(name)
  }

  /// Makes a folder inside this one and gives its path.
  @discardableResult
  public func folder(_ name: String) throws -> String {
    guard mkdir(path(name), 0o755) == 0 else { throw HarnessError.system("mkdir \(path(name))") }
    return path(name)
  }

  /// The names of the entries, sorted.
  ///
  /// - Parameter inner: of a folder inside this one.
  public func entries(_ inner: String = ".") -> [String] {
    folderEntries(path(inner))
  }
}

/// The names in a folder, sorted; none when there is no such folder.
func folderEntries(_ path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}
