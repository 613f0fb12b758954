public import Files
public import YAML

/// The knowledge base as files: a folder on disk, or the copy inside the binary.
///
/// This knows folders and files, not what they mean; each domain decodes its own kinds from it.
public struct KnowledgeFolder: Sendable {
  private enum Storage: Sendable {
    case embedded([PackedFile])
    case parsed([Document])
  }

  /// Where it was read from: a path, or nil for the copy inside the binary.
  public let path: String?
  /// SHA-256 of all files, one after the other in the byte order of their paths.
  public let sha256: String
  private let storage: Storage

  /// The copy inside the binary. Nothing is parsed before it is asked for.
  public static let embedded: KnowledgeFolder = {
    let packed = EmbeddedKnowledge.packed
    let bytes = UnsafeBufferPointer(start: packed.utf8Start, count: packed.utf8CodeUnitCount)
    return KnowledgeFolder(
      path: nil, sha256: EmbeddedKnowledge.sha256, storage: .embedded(Packed.index(bytes)))
  }()

  /// Reads a folder with everything in it.
  ///
  /// - Throws: when the folder or one of its files cannot be read. What is wrong inside the files
  ///   goes to `complaints`; files that cannot be parsed are left out.
  public static func read(
    _ path: String, _ complaints: Complaints
  ) throws(FileProblem) -> KnowledgeFolder {
    var digest = Digest()
    var documents: [Document] = []
    for file in try files(in: path) {
      let bytes = try Files.read(
        "\(path)/\(file)", limit: ParserLimits.standard.bytes, regular: true)
      digest.add(bytes)
      if let document = Document.parse(bytes, file: "\(path)/\(file)", complaints) {
        documents.append(document)
      }
    }
    return KnowledgeFolder(
      path: path, sha256: digest.hexadecimal(), storage: .parsed(documents))
  }

  /// The paths of all YAML files in a knowledge folder, two levels deep, in byte order.
  public static func files(in path: String) throws(FileProblem) -> [String] {
    var result: [String] = []
    for name in try Files.names(in: path) where !name.hasPrefix(".") {
      if name.hasSuffix(".yaml") {
        result.append(name)
      } else if Files.isDirectory("\(path)/\(name)") {
        let inside = try Files.names(in: "\(path)/\(name)")
        result += inside.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map {
          "\(name)/\($0)"
        }
      }
    }
    return result.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The names of all sub-folders that hold a file, in byte order.
  public var folders: [String] {
    let paths =
      switch storage {
      case .embedded(let files): files.map(\.path)
      case .parsed(let documents): documents.map { relative($0) }
      }
    let names = paths.compactMap { path in
      path.firstIndex(of: "/").map { String(path[..<$0]) }
    }
    return Set(names)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func relative(_ document: Document) -> String {
    String(document.file.dropFirst((path ?? "").count + 1))
  }

  /// The documents of one sub-folder in byte order of their names; "" means the top level.
  public func documents(of kind: String) -> [Document] {
    let prefix = kind.isEmpty ? "" : "\(kind)/"
    func belongs(_ file: String) -> Bool {
      file.utf8.starts(with: prefix.utf8)
        && !file.utf8.dropFirst(prefix.utf8.count).contains(UInt8(ascii: "/"))
    }
    switch storage {
    case .embedded(let files):
      return files.filter { belongs($0.path) }.compactMap {
        $0.document(named: "knowledge/\($0.path)")
      }
    case .parsed(let documents):
      return documents.filter { belongs(relative($0)) }
    }
  }
}
