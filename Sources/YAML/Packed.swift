/// Documents as one text, for the copy of the knowledge inside the binary.
///
/// Reading YAML at every start would cost more than everything else the program does, so the build
/// parses it once. The packed form keeps every place, and needs one pass without look-ahead:
///
///     f PATH\n COUNT BYTES\n RECORDS\n TEXT\n        and so on, one such block a file
///
/// where a record is its kind, line, column and size.
public enum Packed {
  public static func pack(_ documents: [Document]) -> [UInt8] {
    var result: [UInt8] = []
    for document in documents {
      result += Array("\(document.file)\n\(document.records.count) \(document.text.count)\n".utf8)
      for record in document.records {
        result.append(record.kind.rawValue)
        result += Array("\(record.line) \(record.column) \(record.size) ".utf8)
      }
      result.append(newline)
      result += document.text
      result.append(newline)
    }
    return result
  }

  /// Finds the files of a packed text without reading them.
  public static func index(_ bytes: UnsafeBufferPointer<UInt8>) -> [PackedFile] {
    var reader = PackedReader(bytes: bytes)
    var files: [PackedFile] = []
    while let file = reader.file() { files.append(file) }
    return files
  }

  static let newline = UInt8(ascii: "\n")
}

/// One file inside a packed text, not read yet.
///
/// The packed text is part of the binary, so the pointer stays valid for the life of the process.
public struct PackedFile: @unchecked Sendable {
  public let path: String
  let recordCount: Int
  let records: UnsafeBufferPointer<UInt8>
  let text: UnsafeBufferPointer<UInt8>

  /// Reads the file; nil when the packed text is damaged.
  public func document(named file: String? = nil) -> Document? {
    var reader = PackedReader(bytes: records)
    var result: [Document.Record] = []
    result.reserveCapacity(recordCount)
    var start: Int32 = 0
    for _ in 0..<recordCount {
      guard var record = reader.record() else { return nil }
      record.start = start
      if record.kind == .plain || record.kind == .quoted { start += record.size }
      result.append(record)
    }
    guard Int(start) == text.count, !result.isEmpty else { return nil }
    return Document(file: file ?? path, records: result, text: Array(text))
  }
}

/// Reads the packed form from front to back; every step is bounds checked.
struct PackedReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  mutating func file() -> PackedFile? {
    guard let path = line(), let count = number(), let size = number() else { return nil }
    guard let records = slice(upTo: Packed.newline), size <= bytes.count - position else {
      return nil
    }
    let text = UnsafeBufferPointer(rebasing: bytes[position..<position + size])
    position = min(position + size + 1, bytes.count)
    return PackedFile(path: path, recordCount: count, records: records, text: text)
  }

  mutating func record() -> Document.Record? {
    guard position < bytes.count, let kind = Document.Record.Kind(rawValue: bytes[position]) else {
      return nil
    }
    position += 1
    guard let line = number(), let column = number(), let size = number() else { return nil }
    return Document.Record(
      kind: kind, line: Int32(line), column: Int32(column), size: Int32(size), start: 0)
  }

  private mutating func line() -> String? {
    slice(upTo: Packed.newline).map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func slice(upTo end: UInt8) -> UnsafeBufferPointer<UInt8>? {
    guard let stop = bytes[position...].firstIndex(of: end) else { return nil }
    defer { position = stop + 1 }
    return UnsafeBufferPointer(rebasing: bytes[position..<stop])
  }

  /// A decimal number and the one byte that ends it.
  private mutating func number() -> Int? {
    var value = 0
    let begin = position
    while position < bytes.count, case let digit = bytes[position], digit >= 0x30, digit <= 0x39 {
      value = value * 10 + Int(digit - 0x30)
      position += 1
      if position - begin > 9 { return nil }
    }
    guard position > begin else { return nil }
    position = min(position + 1, bytes.count)
    return value
  }
}
