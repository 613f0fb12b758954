import Shop
import Text

@testable import ShopRuntime

/// Any answer of a broker is either refused, or its messages are written and read back the same;
/// and so is what is inside them.
@_cdecl("LLVMFuzzerTestOneInput")
public func readMessages(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  if let deliveries = Delivery.list(input) {
    precondition(Delivery.list(Array(Delivery.text(deliveries).utf8)) == deliveries)
  }
  survive(input, Message.self)
  survive(input, OrderRequest.self)
  survive(input, OrderView.self)
  survive(input, Payment.self)
  survive(input, StockLevel.self)
  survive(input, Reservation.self)
  survive(input, Reserving.self)
  survive(input, User.self)
  survive(input, Product.self)
  return 0
}

private func survive<Value: WireText & Equatable>(_ input: [UInt8], _ type: Value.Type) {
  do throws(MalformedText) {
    let value = try Value(json: input)
    precondition((try? Value(json: Array(value.json.utf8))) == value, value.json)
  } catch {
    let sentence = error.sentence
    precondition(sentence.unicodeScalars.allSatisfy { !$0.steersTerminal }, sentence)
    precondition(sentence.utf8.count < 4000)
  }
}
