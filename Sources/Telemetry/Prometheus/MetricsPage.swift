/// A page in Prometheus's text format, as the places of its samples in its bytes.
///
/// A page of ten megabytes holds a hundred thousand samples, and a source is read every second: so
/// nothing is copied, no string is made, and the lists are used again for the next page.
public struct MetricsPage: Sendable {
  struct Sample: BitwiseCopyable, Sendable {
    let value: Double
    let name: UInt32
    /// The first of its labels.
    let label: UInt32
    let nameLength: UInt16
    let labelCount: UInt16
  }

  struct Label: BitwiseCopyable, Sendable {
    let name: UInt32
    let value: UInt32
    let nameLength: UInt16
    let valueLength: UInt16
    /// Whether the value holds backslashes that mean something.
    let isEscaped: Bool
  }

  /// Line breaks behind the text, so that the scanner's loops end without asking where they are.
  static let padding = 64
  /// More would need more memory than a page is worth.
  static let sampleLimit = 4_000_000
  /// Bytes from which on the lists get their room at once instead of being copied as they grow. What
  /// of it is not used costs nothing: memory is there only once it is written to.
  static let largePage = 1_000_000

  private(set) var bytes: [UInt8] = []
  private(set) var samples: [Sample] = []
  private(set) var labels: [Label] = []

  public init() {}

  /// Reads a page in the place of the one before.
  ///
  /// - Throws: what is wrong with the first line that is malformed. Then nothing of the page can be
  ///   used, because a number that was cut off looks like a number.
  public mutating func read(_ text: consuming [UInt8]) throws(PageProblem) {
    samples.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
    let count = text.count
    guard count < Int(UInt32.max) - Self.padding else {
      throw PageProblem(.tooLarge, at: 0, in: text)
    }
    text.append(contentsOf: repeatElement(0x0A, count: Self.padding))
    bytes = text
    if count > Self.largePage {
      samples.reserveCapacity(count / 48)
      labels.reserveCapacity(count / 16)
    }
    let failure = bytes.withUnsafeBufferPointer { buffer -> PageScanner.Failure? in
      guard let base = buffer.baseAddress else { return nil }
      var scanner = PageScanner(base, samples: samples, labels: labels)
      // The scanner has the lists now; with a second owner every change would copy them.
      samples = []
      labels = []
      let failure = scanner.scan(count: count)
      samples = scanner.samples
      labels = scanner.labels
      return failure
    }
    guard let failure else { return }
    samples.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
    throw PageProblem(failure.what, at: failure.offset, in: bytes)
  }

  /// The number of samples.
  public var count: Int { samples.count }

  /// Hands over the bytes with what was found in them, for readers that make no text of it.
  func withSamples<Result>(
    _ body: (UnsafeRawPointer, [Sample], UnsafeBufferPointer<Label>) -> Result
  ) -> Result? {
    bytes.withUnsafeBytes { bytes in
      labels.withUnsafeBufferPointer { labels in
        bytes.baseAddress.map { body($0, samples, labels) }
      }
    }
  }

  /// Goes through all samples in the order of the page.
  public func forEach<Problem: Error>(
    _ body: (MetricsSample) throws(Problem) -> Void
  ) throws(Problem) {
    // The closure of withUnsafe… would lose the type of the error.
    var problem: Problem?
    bytes.withUnsafeBytes { bytes in
      labels.withUnsafeBufferPointer { labels in
        for sample in samples {
          do throws(Problem) {
            try body(MetricsSample(sample: sample, bytes: bytes, labels: labels))
          } catch {
            problem = error
            return
          }
        }
      }
    }
    if let problem { throw problem }
  }
}

/// One sample of a page. It is only good inside the closure it is handed to.
public struct MetricsSample {
  let sample: MetricsPage.Sample
  let bytes: UnsafeRawBufferPointer
  let labels: UnsafeBufferPointer<MetricsPage.Label>

  public var value: Double { sample.value }

  public var name: String { text(sample.name, sample.nameLength) }

  /// Whether this is its name, without making a string of it.
  public func isNamed(_ name: StaticString) -> Bool {
    equals(sample.name, sample.nameLength, name)
  }

  /// The value of a label; nil when there is none of that name.
  public func label(_ name: StaticString) -> String? {
    for index in labelRange where equals(labels[index].name, labels[index].nameLength, name) {
      return value(labels[index])
    }
    return nil
  }

  /// The upper bound of a bucket of a histogram; nil for what is none.
  var bound: Double? { label("le").flatMap { Double($0) } }

  /// All labels in the order of the page.
  public var allLabels: [(name: String, value: String)] {
    labelRange.map { (text(labels[$0].name, labels[$0].nameLength), value(labels[$0])) }
  }

  private var labelRange: Range<Int> {
    Int(sample.label)..<Int(sample.label) + Int(sample.labelCount)
  }

  private func equals(_ start: UInt32, _ length: UInt16, _ name: StaticString) -> Bool {
    guard Int(length) == name.utf8CodeUnitCount else { return false }
    let wanted = UnsafeRawBufferPointer(start: name.utf8Start, count: Int(length))
    return slice(start, length).elementsEqual(wanted)
  }

  private func slice(_ start: UInt32, _ length: UInt16) -> Slice<UnsafeRawBufferPointer> {
    bytes[Int(start)..<Int(start) + Int(length)]
  }

  private func text(_ start: UInt32, _ length: UInt16) -> String {
    String(decoding: slice(start, length), as: UTF8.self)
  }

  private func value(_ label: MetricsPage.Label) -> String {
    guard label.isEscaped else { return text(label.value, label.valueLength) }
    var result: [UInt8] = []
    var isEscape = false
    for byte in slice(label.value, label.valueLength) {
      if isEscape {
        result.append(byte == UInt8(ascii: "n") ? 0x0A : byte)
        isEscape = false
      } else if byte == UInt8(ascii: "\\") {
        isEscape = true
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
