import Filter

/// Whatever stands behind `--where` and `--sort`, it is read or refused at a place in it, and what
/// was read says the same when it is printed and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func readFilter(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  let length = text.unicodeScalars.count
  do throws(FilterProblem) {
    let filter = try Filter(text, EdgeRow.fields)
    let printed = filter.condition.description
    // Printing may need more characters than a filter may have.
    if printed.unicodeScalars.count < 2000 {
      let again = try? Filter(printed, EdgeRow.fields).condition
      precondition(again == filter.condition, "it prints as \(printed)")
    }
  } catch {
    precondition(!error.sentence.isEmpty && !error.place.isEmpty)
    precondition(error.place.lowerBound <= length, "the mistake lies at \(error.place)")
  }
  do throws(FilterProblem) {
    _ = try Order(text, EdgeRow.fields)
  } catch {
    precondition(!error.place.isEmpty && error.place.lowerBound <= length)
  }
  return 0
}
